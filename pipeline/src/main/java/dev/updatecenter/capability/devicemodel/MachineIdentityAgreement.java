package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * UC2204, UC2206, UC2207: every file that names the device names it the same, for the same
 * processor, under the same product. Pure.
 */
public final class MachineIdentityAgreement {
  private MachineIdentityAgreement() {}

  /**
   * Compares what the files declare; a value that a file leaves out is not compared with it.
   *
   * @param declared in order of authority: a later one is said to differ from the first
   * @return one finding for each place that differs, naming both places
   */
  public static List<Finding> check(List<DeclaredIdentity> declared) {
    List<Finding> findings = new ArrayList<>();
    for (SmbiosField field : SmbiosField.values()) {
      compare(declared, d -> d.field(field), MachineIdentityAgreement::sameText)
          .forEach(pair -> findings.add(field(field, pair)));
    }
    compare(declared, d -> d.fact(Fact.ARCHITECTURE), MachineIdentityAgreement::sameArchitecture)
        .forEach(pair -> findings.add(architecture(pair)));
    compare(declared, d -> d.fact(Fact.PRODUCT), String::equals)
        .forEach(pair -> findings.add(product(pair)));
    return findings;
  }

  private static List<Pair> compare(
      List<DeclaredIdentity> declared,
      Function<DeclaredIdentity, Optional<Located>> value,
      BiPredicate<String, String> same) {
    List<Located> places = declared.stream().flatMap(d -> value.apply(d).stream()).toList();
    return places.stream()
        .filter(place -> !same.test(places.get(0).value(), place.value()))
        .map(differs -> new Pair(places.get(0), differs))
        .toList();
  }

  /** As devices are compared: spaces at the ends aside, case and all else counts. */
  private static boolean sameText(String a, String b) {
    return ComputerHardwareIds.trim(a).equals(ComputerHardwareIds.trim(b));
  }

  /** The kit writes x64 where manifests write amd64. */
  private static boolean sameArchitecture(String a, String b) {
    return spelled(a).equals(spelled(b));
  }

  private static String spelled(String architecture) {
    try {
      return Architecture.parse(architecture).wireName();
    } catch (IllegalArgumentException e) {
      return architecture.toLowerCase(Locale.ROOT);
    }
  }

  private static Finding field(SmbiosField field, Pair pair) {
    return Finding.error(
            "UC2204",
            field.kitName(),
            field.kitName()
                + " is "
                + place(field, pair.differs())
                + " but "
                + place(field, pair.first()))
        .at(pair.differs().position())
        .because(
            "A device built from one of them never matches the model registered from the other.")
        .fixedBy("Write what the firmware shall say into both.");
  }

  private static Finding architecture(Pair pair) {
    return Finding.error("UC2206", "architecture", "the architecture is " + pair)
        .at(pair.differs().position())
        .because("Packages built for one of them do not run on devices of the other.")
        .fixedBy("Write the architecture of the device into both.");
  }

  /** No error: product.yaml may rename what the kit builds. */
  private static Finding product(Pair pair) {
    return Finding.warning("UC2207", "product", "the product's name is " + pair)
        .at(pair.differs().position())
        .because(
            "Releases and devices know it by the registered name; a document copied from another"
                + " product would change that one.")
        .fixedBy("Write one name into both, unless product.yaml renames it on purpose.");
  }

  /** A table has no lines: there the structure and the offset say where. */
  private static String place(SmbiosField field, Located located) {
    String place = Pair.place(located);
    return located.position().line() > 0
        ? place
        : place
            + String.format(
                Locale.ROOT, " (type %d, offset %02Xh)", field.structureType(), field.offset());
  }

  /** Two places that say different things. */
  private record Pair(Located first, Located differs) {
    static String place(Located located) {
      return "'" + located.value() + "' in " + located.position();
    }

    @Override
    public String toString() {
      return place(differs) + " but " + place(first);
    }
  }
}

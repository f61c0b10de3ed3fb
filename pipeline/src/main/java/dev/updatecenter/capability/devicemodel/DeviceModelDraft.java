package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The model that the add-on kit's files of a product amount to: what a first product.yaml is
 * written from.
 *
 * @param model the model; empty where the files do not suffice, which a finding tells
 * @param provenance where its values come from; nothing without a model
 * @param findings what is missing, in disagreement, or refused by the licence
 */
public record DeviceModelDraft(
    Optional<DeviceModel> model, Provenance provenance, List<Finding> findings) {
  static final PackageVersion FIRST_OCP = PackageVersion.parse("10.0.0.0");

  private static final Provenance NOTHING = new Provenance(List.of(), List.of());

  /** Copies. */
  public DeviceModelDraft {
    findings = List.copyOf(findings);
  }

  /**
   * Merges files: of each field the first that declares it counts. Edition is IoT Core, which alone
   * has such files; servicing is long-term.
   *
   * @param product the name to register under
   * @param declared in order of authority
   */
  public static DeviceModelDraft of(ProductName product, List<DeclaredIdentity> declared) {
    List<Finding> findings = new ArrayList<>();
    declared.forEach(d -> findings.addAll(d.findings()));
    findings.addAll(MachineIdentityAgreement.check(declared));
    Map<SmbiosField, Located> fields = merge(declared);
    MachineInfo info = info(fields);
    boolean allRead = declared.stream().allMatch(DeclaredIdentity::saysAnything);
    findings.addAll(OemLicenceRules.check(merged(declared, fields)));
    if (allRead) {
      findings.addAll(absentFields(declared, info));
    }
    Optional<Located> arch = fact(declared, Fact.ARCHITECTURE);
    Optional<Located> os = fact(declared, Fact.OS_VERSION);
    Optional<Located> ocp = fact(declared, Fact.OCP_VERSION);
    // What cannot be read may have told it: that finding comes first and is enough.
    if (allRead && arch.isEmpty()) {
      findings.add(absent(Fact.ARCHITECTURE));
    }
    if (allRead && os.isEmpty()) {
      findings.add(absent(Fact.OS_VERSION));
    }
    Optional<DeviceModel> model =
        model(
            product,
            parsed(arch, Architecture::parse),
            parsed(os, PackageVersion::parse),
            ocp.isEmpty() ? Optional.of(FIRST_OCP) : parsed(ocp, PackageVersion::parse),
            info);
    Provenance provenance =
        model.map(m -> DraftProvenance.of(m, arch, os, ocp, fields)).orElse(NOTHING);
    return new DeviceModelDraft(model, provenance, findings);
  }

  private static Optional<DeviceModel> model(
      ProductName product,
      Optional<Architecture> arch,
      Optional<PackageVersion> os,
      Optional<PackageVersion> ocp,
      MachineInfo info) {
    OptionalInt match =
        info.has(SmbiosField.BASEBOARD_PRODUCT)
            ? DeviceModel.defaultMatch(info)
            : OptionalInt.empty();
    if (arch.isEmpty() || os.isEmpty() || ocp.isEmpty() || match.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(model(product, arch.get(), os.get(), ocp.get(), info, match.getAsInt()));
  }

  private static DeviceModel model(
      ProductName product,
      Architecture arch,
      PackageVersion os,
      PackageVersion ocp,
      MachineInfo info,
      int match) {
    return new DeviceModel(
        product,
        arch,
        Edition.IOT_CORE,
        Servicing.LTSC,
        List.of(),
        os,
        ocp,
        info,
        match,
        DeviceModel.DEFAULT_RINGS);
  }

  private static Map<SmbiosField, Located> merge(List<DeclaredIdentity> declared) {
    Map<SmbiosField, Located> values = new EnumMap<>(SmbiosField.class);
    declared.forEach(d -> d.fields().forEach(values::putIfAbsent));
    return values;
  }

  /** The values that count, each where it was taken from, and what the kit calls the product. */
  private static DeclaredIdentity merged(
      List<DeclaredIdentity> declared, Map<SmbiosField, Located> fields) {
    Map<Fact, Located> facts = new EnumMap<>(Fact.class);
    fact(declared, Fact.PRODUCT).ifPresent(name -> facts.put(Fact.PRODUCT, name));
    return new DeclaredIdentity("", fields, facts, List.of());
  }

  /** Said of the first file that names a machine: there the others are written. */
  private static List<Finding> absentFields(List<DeclaredIdentity> declared, MachineInfo info) {
    Optional<String> file =
        declared.stream()
            .filter(d -> !d.fields().isEmpty())
            .findFirst()
            .or(() -> declared.stream().findFirst())
            .map(DeclaredIdentity::file);
    List<Finding> findings = new ArrayList<>();
    for (SmbiosField field : SmbiosField.values()) {
      if (!info.has(field) && declared.stream().allMatch(d -> d.field(field).isEmpty())) {
        RequiredFieldRule.check(field)
            .map(f -> file.map(name -> f.at(name, 0, 0)).orElse(f))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static MachineInfo info(Map<SmbiosField, Located> fields) {
    Map<SmbiosField, String> values = new EnumMap<>(SmbiosField.class);
    fields.forEach((field, located) -> values.put(field, located.value()));
    return MachineInfo.of(values);
  }

  private static Optional<Located> fact(List<DeclaredIdentity> declared, Fact fact) {
    return declared.stream().flatMap(d -> d.fact(fact).stream()).findFirst();
  }

  /** Empty, too, for what its own reader has found fault with. */
  private static <T> Optional<T> parsed(Optional<Located> value, Function<String, T> parser) {
    try {
      return value.map(Located::value).map(parser);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Finding absent(Fact fact) {
    return Finding.error("UC2025", fact.words(), "no file tells the " + fact.words())
        .because("product.yaml needs it.")
        .fixedBy("Import IoTDeviceModel_<product>.xml too, or write product.yaml by hand.");
  }
}

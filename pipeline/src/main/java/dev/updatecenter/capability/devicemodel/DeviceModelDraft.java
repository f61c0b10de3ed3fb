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
 * @param findings what is missing, in disagreement, or refused by the licence
 */
public record DeviceModelDraft(Optional<DeviceModel> model, List<Finding> findings) {
  private static final PackageVersion FIRST_OCP = PackageVersion.parse("10.0.0.0");

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
    MachineInfo info = merge(declared);
    findings.addAll(OemLicenceRules.check(info));
    Optional<Architecture> arch =
        fact(declared, Fact.ARCHITECTURE, Architecture::parse, Optional.empty(), findings);
    Optional<PackageVersion> os =
        fact(declared, Fact.OS_VERSION, PackageVersion::parse, Optional.empty(), findings);
    Optional<PackageVersion> ocp =
        fact(declared, Fact.OCP_VERSION, PackageVersion::parse, Optional.of(FIRST_OCP), findings);
    OptionalInt match =
        info.has(SmbiosField.BASEBOARD_PRODUCT)
            ? DeviceModel.defaultMatch(info)
            : OptionalInt.empty();
    if (arch.isEmpty() || os.isEmpty() || ocp.isEmpty() || match.isEmpty()) {
      return new DeviceModelDraft(Optional.empty(), findings);
    }
    int number = match.getAsInt();
    return new DeviceModelDraft(
        Optional.of(model(product, arch.get(), os.get(), ocp.get(), info, number)), findings);
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

  private static MachineInfo merge(List<DeclaredIdentity> declared) {
    Map<SmbiosField, String> values = new EnumMap<>(SmbiosField.class);
    declared.forEach(
        d -> d.fields().forEach((f, located) -> values.putIfAbsent(f, located.value())));
    return MachineInfo.of(values);
  }

  private static <T> Optional<T> fact(
      List<DeclaredIdentity> declared,
      Fact fact,
      Function<String, T> parser,
      Optional<T> otherwise,
      List<Finding> findings) {
    Optional<Located> located = declared.stream().flatMap(d -> d.fact(fact).stream()).findFirst();
    try {
      if (located.isEmpty() && otherwise.isEmpty()) {
        findings.add(absent(fact));
      }
      return located.map(Located::value).map(parser).or(() -> otherwise);
    } catch (IllegalArgumentException e) {
      findings.add(
          Finding.error("UC2031", fact.words(), String.valueOf(e.getMessage()))
              .at(located.orElseThrow().position())
              .because("product.yaml needs the value.")
              .fixedBy("Correct it in the file, or write product.yaml by hand."));
      return Optional.empty();
    }
  }

  private static Finding absent(Fact fact) {
    return Finding.error("UC2030", fact.words(), "no file tells the " + fact.words())
        .because("product.yaml needs it.")
        .fixedBy("Import IoTDeviceModel_<product>.xml too, or write product.yaml by hand.");
  }
}

package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Windows IoT OEM licence asks of SMBIOS (windows-iotcore-docs,
 * license-requirements.md#smbios-support; lengths to strive for: bringup/smbios.md), and the texts
 * that people forget to replace. Each rule is a class of its own.
 */
public final class OemLicenceRules {
  private static final List<TableRule> TABLE =
      List.of(
          new SmbiosVersionRule(),
          new SystemInformationRule(),
          new SystemInformationLengthRule(),
          new TargetedDistributionRule(),
          new DanglingStringRule());
  private static final KitDefaultRule KIT_DEFAULT = new KitDefaultRule();
  private static final List<FieldRule> FIELD =
      List.of(
          new LongestLengthRule(),
          new AdvisedLengthRule(),
          new OuterSpaceRule(),
          new InvisibleCharacterRule(),
          new PlaceholderRule(),
          new SampleNameRule(),
          new FamilyNamesManufacturerRule());

  private OemLicenceRules() {}

  /** Judges all six fields, absent ones too. */
  public static List<Finding> check(MachineInfo info) {
    List<Finding> findings = new ArrayList<>();
    for (SmbiosField field : SmbiosField.values()) {
      if (info.has(field)) {
        findings.addAll(checkText(field, info, info));
      } else {
        RequiredFieldRule.check(field).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /**
   * Judges the fields that a file declares, each at its place; what it leaves out is not judged.
   */
  public static List<Finding> check(DeclaredIdentity declared) {
    Map<SmbiosField, String> values = new EnumMap<>(SmbiosField.class);
    declared.fields().forEach((field, located) -> values.put(field, located.value()));
    MachineInfo info = MachineInfo.of(values);
    // The kit makes its defaults of the product's name in the workspace.
    declared.fact(Fact.PRODUCT).ifPresent(p -> values.put(SmbiosField.PRODUCT_NAME, p.value()));
    MachineInfo workspace = MachineInfo.of(values);
    List<Finding> findings = new ArrayList<>();
    declared
        .fields()
        .forEach(
            (field, located) -> {
              List<Finding> found =
                  info.has(field)
                      ? checkText(field, info, workspace)
                      : RequiredFieldRule.check(field).stream().toList();
              found.forEach(f -> findings.add(f.at(located.position())));
            });
    return findings;
  }

  static List<Finding> check(Optional<SmbiosVersion> version, SmbiosStructures structures) {
    List<Finding> findings = new ArrayList<>();
    TABLE.forEach(rule -> rule.check(version, structures).ifPresent(findings::add));
    findings.addAll(check(structures.machineInfo()));
    return findings;
  }

  private static List<Finding> checkText(
      SmbiosField field, MachineInfo info, MachineInfo workspace) {
    String value = info.get(field);
    return Stream.concat(
            FIELD.stream().flatMap(r -> r.check(field, value, info).stream()),
            KIT_DEFAULT.check(field, value, workspace).stream())
        .toList();
  }
}

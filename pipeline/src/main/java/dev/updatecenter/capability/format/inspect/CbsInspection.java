package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cbs.DeviceSideManifest;
import dev.updatecenter.capability.format.cbs.ExecutableRules;
import dev.updatecenter.capability.format.cbs.ListedFilesRules;
import dev.updatecenter.capability.format.cbs.MumRules;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.kernel.core.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who a CBS package is, and what its manifest and its cabinet disagree on. */
final class CbsInspection {
  private final List<Finding> findings;

  CbsInspection(List<Finding> findings) {
    this.findings = findings;
  }

  PackageIdentity identity(EntryCollector entries) throws MalformedPackageException {
    Optional<Map.Entry<String, byte[]>> manifest = kept(entries, UpdateMum.FILE_NAME);
    if (manifest.isPresent()) {
      return newer(UpdateMum.parse(manifest.get().getValue(), manifest.get().getKey()), entries);
    }
    Map.Entry<String, byte[]> older =
        kept(entries, DeviceSideManifest.FILE_NAME)
            .orElseThrow(
                () -> new MalformedPackageException("UC3030", "the manifest is too large to read"));
    return older(DeviceSideManifest.parse(older.getValue(), older.getKey()), entries);
  }

  private PackageIdentity newer(UpdateMum mum, EntryCollector entries) {
    if (!entries.names().contains(UpdateMum.CATALOG_NAME)) {
      findings.add(
          Finding.error("UC3034", UpdateMum.CATALOG_NAME, "the package has no security catalog")
              .because("A device installs a CBS package only if its catalog is signed.")
              .fixedBy("Build the package with its catalog: ducctl package build DIR --out FILE"));
    }
    findings.addAll(MumRules.check(mum));
    findings.addAll(
        ListedFilesRules.check(mum.files(), entries.entries(), entries.components().names()));
    mum.architecture()
        .ifPresent(arch -> findings.addAll(ExecutableRules.check(arch, entries.executables())));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("publicKeyToken", mum.publicKeyToken());
    fields.put("language", mum.language());
    fields.put("buildType", mum.buildType());
    fields.put("identifier", mum.packageIdentifier());
    fields.put("releaseType", mum.releaseType());
    fields.put("targetPartition", mum.targetPartition());
    fields.put("ownerType", mum.ownerType());
    fields.put("owner", mum.owner());
    fields.put("component", mum.component());
    fields.put("subComponent", mum.subComponent());
    fields.put("phoneRelease", mum.phoneReleaseType());
    return new PackageIdentity(mum.name(), Optional.of(mum.version()), mum.architecture(), fields);
  }

  private PackageIdentity older(DeviceSideManifest dsm, EntryCollector entries) {
    findings.add(
        Finding.note("UC3037", "", "a package of the older kind (man.dsm.xml)")
            .at(dsm.position())
            .because("Windows 10 IoT Core builds update.mum.")
            .fixedBy("Build the package with a current kit."));
    findings.addAll(ListedFilesRules.check(dsm.files(), entries.entries()));
    findings.addAll(ExecutableRules.check(dsm.architecture(), entries.executables()));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("buildType", dsm.buildType());
    fields.put("targetPartition", dsm.partition());
    fields.put("ownerType", dsm.ownerType());
    fields.put("phoneRelease", dsm.releaseType());
    return new PackageIdentity(
        dsm.name(), Optional.of(dsm.version()), Optional.of(dsm.architecture()), fields);
  }

  private static Optional<Map.Entry<String, byte[]>> kept(EntryCollector entries, String name) {
    return entries.kept().entrySet().stream()
        .filter(e -> EntryNames.key(e.getKey()).equals(name))
        .findFirst();
  }
}

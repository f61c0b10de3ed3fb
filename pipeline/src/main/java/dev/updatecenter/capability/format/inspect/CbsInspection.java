package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cbs.MumFile;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.kernel.core.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who a CBS package is, and what its manifest and its cabinet disagree on. */
final class CbsInspection {
  private final List<Finding> findings;

  CbsInspection(List<Finding> findings) {
    this.findings = findings;
  }

  PackageIdentity identity(EntryCollector entries) throws MalformedPackageException {
    Optional<Map.Entry<String, byte[]>> manifest =
        entries.kept().entrySet().stream()
            .filter(e -> EntryNames.key(e.getKey()).equals(UpdateMum.FILE_NAME))
            .findFirst();
    if (manifest.isEmpty()) {
      findings.add(
          Finding.note(
              "UC3037", "", "a package of the older kind (man.dsm.xml), identity not read"));
      return PackageIdentity.NONE;
    }
    UpdateMum mum = UpdateMum.parse(manifest.get().getValue(), manifest.get().getKey());
    check(mum, entries);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("publicKeyToken", mum.publicKeyToken());
    fields.put("language", mum.language());
    fields.put("buildType", mum.buildType());
    fields.put("identifier", mum.packageIdentifier());
    fields.put("releaseType", mum.releaseType());
    return new PackageIdentity(mum.name(), Optional.of(mum.version()), mum.architecture(), fields);
  }

  private void check(UpdateMum mum, EntryCollector entries) {
    Set<String> names = entries.names();
    if (!names.contains(UpdateMum.CATALOG_NAME)) {
      findings.add(
          Finding.error("UC3034", UpdateMum.CATALOG_NAME, "the package has no security catalog")
              .because("A device installs a CBS package only if its catalog is signed.")
              .fixedBy("Build the package with its catalog: ducctl package build DIR --out FILE"));
    }
    for (MumFile file : mum.files()) {
      if (!file.cabPath().isEmpty() && !names.contains(EntryNames.key(file.cabPath()))) {
        findings.add(
            Finding.warning("UC3035", file.cabPath(), "is in the manifest, and not in the cabinet")
                .at(file.position()));
      }
    }
    if (mum.publicKeyToken().equals(UpdateMum.MICROSOFT_TOKEN)) {
      findings.add(
          Finding.warning("UC3036", mum.name(), "carries Microsoft's public key token")
              .at(mum.identityPosition())
              .because("A package of an OEM has " + UpdateMum.OEM_TOKEN + "."));
    }
  }
}

package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.catalog.MemberDigest;
import dev.updatecenter.capability.format.catalog.MemberFile;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.catalog.SecurityCatalog;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The catalogs that lie in a package, and its files by the digests that those know them by.
 *
 * @param byKey readable catalogs by {@link EntryNames#key}
 * @param files every entry, also the catalogs
 * @param findings UC3090: catalogs that cannot be read, as errors
 */
record PackageCatalogs(
    SortedMap<String, SecurityCatalog> byKey, List<MemberFile> files, List<Finding> findings) {
  private static final String SUFFIX = ".cat";

  /** Whether the entries of a cabinet are to be digested as members of a catalog. */
  static boolean concern(PackageFormat format, Cabinet cabinet) {
    return (format == PackageFormat.CBS || format == PackageFormat.DRIVER)
        && cabinet.files().stream().anyMatch(f -> isCatalog(f.name()));
  }

  /** Reads what was collected, and the cabinet once more where a catalog knows SHA-1 only. */
  static PackageCatalogs of(EntryCollector entries, Cabinet cabinet) throws IOException {
    SortedMap<String, SecurityCatalog> catalogs = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (MemberFile entry : entries.members()) {
      if (isCatalog(entry.name())) {
        try {
          catalogs.put(EntryNames.key(entry.name()), read(entries, entry.name()));
        } catch (MalformedPackageException e) {
          String name = entry.name();
          e.findings(name).forEach(f -> findings.add(f.at(name, 0, 0)));
        }
      }
    }
    boolean old = catalogs.values().stream().anyMatch(c -> c.hash() == MemberHash.SHA1);
    return new PackageCatalogs(
        catalogs, old ? alsoBySha1(entries.members(), cabinet) : entries.members(), findings);
  }

  private static SecurityCatalog read(EntryCollector entries, String name)
      throws MalformedPackageException {
    byte[] kept = entries.kept().get(name);
    if (kept == null) {
      throw new MalformedPackageException(
          SecurityCatalog.UNREADABLE, "the catalogs and manifests here come to more than 32 MiB");
    }
    return SecurityCatalog.parse(kept);
  }

  /** A second pass, which nothing made in this decade needs. */
  private static List<MemberFile> alsoBySha1(List<MemberFile> files, Cabinet cabinet)
      throws IOException {
    Map<String, MemberFile> bySha1 = new HashMap<>();
    cabinet.extract(
        f -> new MemberDigest(f.name(), MemberHash.SHA1, read -> bySha1.put(f.name(), read)));
    return files.stream().map(f -> f.and(bySha1.getOrDefault(f.name(), f))).toList();
  }

  private static boolean isCatalog(String name) {
    return EntryNames.key(name).endsWith(SUFFIX);
  }
}

package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.catalog.CatalogMember;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.catalog.SecurityCatalog;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalog as a file of its own. Its entries are the members by SHA-256: a catalog knows digests
 * and sometimes names, never sizes, so that each entry's size is 0; of an executable the digest is
 * the one without its signature. Members by SHA-1 alone are counted only.
 */
final class CatalogFile {
  private CatalogFile() {}

  static PackageContents read(Path file) throws IOException {
    SecurityCatalog catalog;
    try (InputStream in = Files.newInputStream(file)) {
      catalog = SecurityCatalog.parse(in.readNBytes(SecurityCatalog.LARGEST + 1));
    }
    List<PackageEntry> entries =
        catalog.hash() == MemberHash.SHA1
            ? List.of()
            : catalog.judgedMembers().stream().map(CatalogFile::entry).toList();
    return new PackageContents(
        PackageFormat.CAT,
        identity(catalog),
        entries,
        List.of(),
        List.of(),
        CatalogInspection.ofItself(catalog, ""));
  }

  private static PackageEntry entry(CatalogMember member) {
    return new PackageEntry(member.file(), 0, ContentDigest.ofHex(member.digest()));
  }

  private static PackageIdentity identity(SecurityCatalog catalog) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("version", "v" + catalog.version());
    fields.put("listIdentifier", catalog.listIdentifier());
    fields.put("thisUpdate", catalog.thisUpdate().toString());
    fields.put("memberHash", catalog.hash().displayName());
    fields.put("members", Integer.toString(catalog.judgedMembers().size()));
    fields.put("signed", Boolean.toString(catalog.signed()));
    catalog.attributes().forEach(fields::putIfAbsent);
    return new PackageIdentity("", Optional.empty(), Optional.empty(), fields);
  }
}

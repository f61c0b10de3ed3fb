package dev.updatecenter.testing;

import dev.updatecenter.capability.format.catalog.CatalogContent;
import dev.updatecenter.capability.format.catalog.CatalogWriter;
import dev.updatecenter.capability.format.catalog.MemberDigest;
import dev.updatecenter.capability.format.catalog.MemberFile;
import dev.updatecenter.capability.format.catalog.MemberHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes unsigned catalogs of files in memory, dated the first moment that cabinets know. */
public final class Catalogs {
  private Catalogs() {}

  /** A v2 catalog whose members are these files, content by name. */
  public static byte[] of(Map<String, byte[]> files) {
    List<MemberFile> members = new ArrayList<>();
    files.forEach((name, content) -> members.add(member(name, MemberHash.SHA256, content)));
    return CatalogWriter.write(
        new CatalogContent(
            members,
            Map.of("OSAttr", CatalogContent.WINDOWS_10),
            CatalogContent.WINDOWS_10,
            Instant.parse("1980-01-01T00:00:00Z")));
  }

  /** A file in memory as a catalog may know it. */
  public static MemberFile member(String name, MemberHash hash, byte[] content) {
    List<MemberFile> read = new ArrayList<>();
    try (MemberDigest digest = new MemberDigest(name, hash, read::add)) {
      digest.write(content, 0, content.length);
    }
    return read.get(0);
  }
}

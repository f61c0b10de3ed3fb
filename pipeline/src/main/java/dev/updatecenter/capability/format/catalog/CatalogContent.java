package dev.updatecenter.capability.format.catalog;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a catalog to be written says.
 *
 * @param files by SHA-256; of each, the first digest and the last part of its name are written
 * @param attributes of the catalog as a whole, in order: {@code OSAttr}, {@code OS}, {@code HWID1}
 * @param osAttribute of each member, such as {@code 2:10.0}; empty for none
 * @param thisUpdate when it is made, to the second
 */
public record CatalogContent(
    List<MemberFile> files,
    Map<String, String> attributes,
    String osAttribute,
    Instant thisUpdate) {
  /** Every Windows 10 and 11, as catalogs spell it. */
  public static final String WINDOWS_10 = "2:10.0";

  /** Copies, keeping the order. */
  public CatalogContent {
    files = List.copyOf(files);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}

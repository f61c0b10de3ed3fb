package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A security catalog: a certificate trust list (wincrypt.h, CTL_INFO) in a PKCS#7 SignedData.
 *
 * @param version 1 or 2: what {@code subjectAlgorithm} says
 * @param listIdentifier lower-case hex; empty where there is none
 * @param thisUpdate when it was made, as it says itself
 * @param members in its own order
 * @param attributes of the catalog as a whole: {@code OS}, {@code OSAttr}, {@code HWID1} …
 * @param signed whether anybody signed it, well or badly
 */
public record SecurityCatalog(
    int version,
    String listIdentifier,
    Instant thisUpdate,
    List<CatalogMember> members,
    Map<String, String> attributes,
    boolean signed) {
  /** The most bytes that are read of one. */
  public static final int LARGEST = 32 << 20;

  /** A catalog that cannot be read. */
  public static final String UNREADABLE = "UC3090";

  /** Copies, keeping the order. */
  public SecurityCatalog {
    members = List.copyOf(members);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * Reads a catalog.
   *
   * @throws MalformedPackageException UC3090 if it is damaged, no catalog, or larger than {@link
   *     #LARGEST} or 200,000 members
   */
  public static SecurityCatalog parse(byte[] der) throws MalformedPackageException {
    if (der.length > LARGEST) {
      throw new MalformedPackageException(
          UNREADABLE, "a catalog of " + der.length + " bytes is larger than the 32 MiB read here");
    }
    return new CatalogReader().read(der);
  }

  /**
   * The strongest hash function of its members, by which alone they are judged: a v2 catalog lists
   * each file a second time by SHA-1.
   */
  public MemberHash hash() {
    return members.stream().anyMatch(m -> m.hash() == MemberHash.SHA256) || members.isEmpty()
        ? MemberHash.SHA256
        : MemberHash.SHA1;
  }

  /** The members by {@link #hash()}. */
  public List<CatalogMember> judgedMembers() {
    MemberHash hash = hash();
    return members.stream().filter(m -> m.hash() == hash).toList();
  }
}

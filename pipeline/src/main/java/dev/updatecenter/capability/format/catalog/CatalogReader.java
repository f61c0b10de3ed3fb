package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the outer parts of a catalog.
 *
 * <pre>
 * ContentInfo { signedData, [0] SignedData {                          RFC 2315 9.1
 *   version, digestAlgorithms, ContentInfo { szOID_CTL, [0] CTL },
 *   [0] certificates?, [1] crls?, signerInfos } }
 * CTL { version?, subjectUsage, listIdentifier?, sequenceNumber?,     wincrypt.h CTL_INFO
 *   thisUpdate, nextUpdate?, subjectAlgorithm, trustedSubjects?, [0] extensions? }
 * </pre>
 */
final class CatalogReader {
  static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
  static final String CTL = "1.3.6.1.4.1.311.10.1";
  static final String CATALOG_LIST = "1.3.6.1.4.1.311.12.1.1";
  static final String MEMBERS_V1 = "1.3.6.1.4.1.311.12.1.2";
  static final String MEMBERS_V2 = "1.3.6.1.4.1.311.12.1.3";

  private static final int MOST_MEMBERS = 200_000;
  private static final int MOST_PADDING = 7;
  private static final int CERTIFICATES = 0xa0;
  private static final int REVOCATION_LISTS = 0xa1;
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

  SecurityCatalog read(byte[] der) throws MalformedPackageException {
    DerCursor file = DerCursor.over(der);
    DerCursor info = file.enter(DerCursor.SEQUENCE, "message");
    padding(file);
    if (!info.oid("content type").equals(SIGNED_DATA)) {
      throw info.fault("no SignedData");
    }
    DerCursor explicit = info.enter(DerCursor.CONTEXT_0, "content");
    info.end("one message");
    DerCursor data = explicit.enter(DerCursor.SEQUENCE, "SignedData");
    explicit.end("one SignedData");
    data.enter(DerCursor.INTEGER, "version");
    data.enter(DerCursor.SET, "set of digest algorithms");
    DerCursor content = data.enter(DerCursor.SEQUENCE, "content");
    for (int optional : new int[] {CERTIFICATES, REVOCATION_LISTS}) {
      if (data.is(optional)) {
        data.next();
      }
    }
    boolean signed = data.enter(DerCursor.SET, "set of signers").hasMore();
    data.end("one SignedData");
    return list(list(content), signed);
  }

  private static DerCursor list(DerCursor content) throws MalformedPackageException {
    if (!content.oid("content type").equals(CTL)) {
      throw content.fault("no certificate trust list");
    }
    DerCursor explicit = content.enter(DerCursor.CONTEXT_0, "list");
    content.end("one list");
    DerCursor list = explicit.enter(DerCursor.SEQUENCE, "list");
    explicit.end("one list");
    return list;
  }

  private static SecurityCatalog list(DerCursor list, boolean signed)
      throws MalformedPackageException {
    if (list.is(DerCursor.INTEGER)) {
      list.next(); // version, which is v1 wherever it is written
    }
    DerCursor usage = list.enter(DerCursor.SEQUENCE, "subject usage");
    if (!usage.oid("subject usage").equals(CATALOG_LIST)) {
      throw usage.fault("a trust list that is no catalog");
    }
    String identifier =
        list.is(DerCursor.OCTETS) ? HexFormat.of().formatHex(list.next().bytes()) : "";
    if (list.is(DerCursor.INTEGER)) {
      list.next(); // sequenceNumber
    }
    Instant thisUpdate = time(list);
    if (list.is(DerCursor.UTC_TIME) || list.is(DerCursor.GENERALIZED_TIME)) {
      list.next(); // nextUpdate
    }
    int version = version(list.enter(DerCursor.SEQUENCE, "subject algorithm"));
    List<CatalogMember> members =
        list.is(DerCursor.SEQUENCE) ? members(list.next(), version) : List.of();
    Map<String, String> attributes =
        list.is(DerCursor.CONTEXT_0) ? extensions(list.next()) : Map.of();
    list.end("one list");
    return new SecurityCatalog(version, identifier, thisUpdate, members, attributes, signed);
  }

  private static int version(DerCursor algorithm) throws MalformedPackageException {
    String oid = algorithm.oid("subject algorithm");
    return switch (oid) {
      case MEMBERS_V1 -> 1;
      case MEMBERS_V2 -> 2;
      default -> throw algorithm.fault("neither v1 nor v2, but " + oid);
    };
  }

  private static List<CatalogMember> members(DerCursor subjects, int version)
      throws MalformedPackageException {
    List<CatalogMember> members = new ArrayList<>();
    while (subjects.hasMore()) {
      if (members.size() == MOST_MEMBERS) {
        throw subjects.fault("more than " + MOST_MEMBERS + " members");
      }
      members.add(MemberReader.read(subjects.enter(DerCursor.SEQUENCE, "member"), version));
    }
    return members;
  }

  /** X.509 Extensions: an OCTET STRING holds what an attribute would hold in a SET. */
  private static Map<String, String> extensions(DerCursor explicit)
      throws MalformedPackageException {
    DerCursor all = explicit.enter(DerCursor.SEQUENCE, "extensions");
    explicit.end("one list of extensions");
    Map<String, String> attributes = new LinkedHashMap<>();
    while (all.hasMore()) {
      DerCursor extension = all.enter(DerCursor.SEQUENCE, "extension");
      String oid = extension.oid("extension");
      if (extension.is(0x01)) {
        extension.next(); // critical
      }
      DerCursor value = extension.enter(DerCursor.OCTETS, "value of an extension");
      if (oid.equals(NameValue.OID)) {
        NameValue read = NameValue.read(value);
        attributes.putIfAbsent(read.name(), read.value());
      }
    }
    return attributes;
  }

  private static Instant time(DerCursor list) throws MalformedPackageException {
    boolean utc = list.is(DerCursor.UTC_TIME);
    if (!utc && !list.is(DerCursor.GENERALIZED_TIME)) {
      throw list.fault("no thisUpdate");
    }
    String text = new String(list.next().bytes(), StandardCharsets.US_ASCII);
    try {
      LocalDateTime read = LocalDateTime.parse(text, utc ? UTC_TIME : GENERALIZED_TIME);
      // RFC 5280 4.1.2.5.1: two digits from 50 on are of the 20th century.
      return (utc && read.getYear() >= 2050 ? read.minusYears(100) : read)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw list.fault("no time in thisUpdate");
    }
  }

  /**
   * A table of certificates is padded to 8 bytes with zeros, and some catalogs were cut from it.
   */
  private static void padding(DerCursor file) throws MalformedPackageException {
    byte[] behind = file.bytes();
    for (byte b : behind) {
      if (b != 0 || behind.length > MOST_PADDING) {
        throw file.fault("more than one message");
      }
    }
  }
}

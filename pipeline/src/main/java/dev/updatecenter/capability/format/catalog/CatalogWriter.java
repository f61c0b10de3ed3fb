package dev.updatecenter.capability.format.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * Writes v2 catalogs without a signature: a SignedData without signers around the list, to be
 * signed in place. Members are ordered by their digests, as CryptoAPI does; the list identifier is
 * the beginning of the SHA-256 of everything else, so that the same content gives the same bytes.
 */
public final class CatalogWriter {
  private static final int IDENTIFIER_LENGTH = 16;
  private static final String IMAGE_DATA = "1.3.6.1.4.1.311.2.1.15";
  // SPC_CAB_DATA_OBJID by its name, and what catalogs name every file by that is no executable.
  private static final String FLAT_DATA = "1.3.6.1.4.1.311.2.1.25";
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CatalogWriter() {}

  /** The bytes of a catalog. */
  public static byte[] write(CatalogContent content) {
    byte[] draft = encoded(list(content, new byte[IDENTIFIER_LENGTH]));
    MessageDigest digest = MemberHash.SHA256.newDigest();
    byte[] identifier = Arrays.copyOf(digest.digest(draft), IDENTIFIER_LENGTH);
    ASN1Encodable list = list(content, identifier);
    // RFC 2315 9.1; no digest algorithms and no signers: nobody signed it yet.
    ASN1Encodable data =
        sequence(
            new ASN1Integer(1),
            new DERSet(),
            sequence(oid(CatalogReader.CTL), new DERTaggedObject(true, 0, list)),
            new DERSet());
    return encoded(sequence(oid(CatalogReader.SIGNED_DATA), new DERTaggedObject(true, 0, data)));
  }

  private static ASN1Encodable list(CatalogContent content, byte[] identifier) {
    ASN1EncodableVector list = new ASN1EncodableVector();
    list.add(sequence(oid(CatalogReader.CATALOG_LIST)));
    list.add(new DEROctetString(identifier));
    list.add(time(content.thisUpdate()));
    list.add(sequence(oid(CatalogReader.MEMBERS_V2), DERNull.INSTANCE));
    list.add(members(content));
    if (!content.attributes().isEmpty()) {
      list.add(new DERTaggedObject(true, 0, extensions(content.attributes())));
    }
    return new DERSequence(list);
  }

  /** RFC 5280 4.1.2.5: two digits of the year from 1950 to 2049, else four. */
  private static ASN1Encodable time(Instant time) {
    int year = time.atZone(ZoneOffset.UTC).getYear();
    return year >= 1950 && year < 2050
        ? new ASN1UTCTime(UTC_TIME.format(time))
        : new ASN1GeneralizedTime(GENERALIZED_TIME.format(time));
  }

  private static ASN1Encodable members(CatalogContent content) {
    // A digest is listed once: two files of the same bytes are one member, by the first name.
    Map<String, MemberFile> byDigest = new LinkedHashMap<>();
    content.files().stream()
        .sorted(Comparator.comparing(CatalogWriter::digest).thenComparing(MemberFile::name))
        .forEach(f -> byDigest.putIfAbsent(digest(f), f));
    ASN1EncodableVector members = new ASN1EncodableVector();
    byDigest.forEach((digest, file) -> members.add(member(file, content.osAttribute())));
    return new DERSequence(members);
  }

  private static ASN1Encodable member(MemberFile file, String osAttribute) {
    boolean image = file.kind() == MemberKind.IMAGE;
    byte[] digest = HexFormat.of().parseHex(digest(file));
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(MemberReader.MEMBER_INFO_2, empty(image ? 0 : 2)));
    String name = file.name().substring(file.name().replace('\\', '/').lastIndexOf('/') + 1);
    attributes.add(attribute(NameValue.OID, nameValue("File", name)));
    if (!osAttribute.isEmpty()) {
      attributes.add(attribute(NameValue.OID, nameValue("OSAttr", osAttribute)));
    }
    attributes.add(
        attribute(
            MemberReader.INDIRECT_DATA,
            sequence(
                image ? imageData() : flatData(),
                sequence(
                    sequence(oid(MemberHash.SHA256.oid()), DERNull.INSTANCE),
                    new DEROctetString(digest)))));
    return sequence(new DEROctetString(digest), new DERSet(attributes));
  }

  /** SpcPeImageData with the flags that signing tools write, and a file link that says nothing. */
  private static ASN1Encodable imageData() {
    return sequence(
        oid(IMAGE_DATA),
        sequence(
            new DERBitString(new byte[] {(byte) 0xa0}, 5), new DERTaggedObject(true, 0, link())));
  }

  private static ASN1Encodable flatData() {
    return sequence(oid(FLAT_DATA), link());
  }

  /** SpcLink: [2] file, of which [0] unicode is empty. */
  private static ASN1Encodable link() {
    return new DERTaggedObject(true, 2, empty(0));
  }

  private static ASN1Encodable extensions(Map<String, String> attributes) {
    ASN1EncodableVector extensions = new ASN1EncodableVector();
    attributes.forEach(
        (name, value) ->
            extensions.add(
                sequence(oid(NameValue.OID), new DEROctetString(encoded(nameValue(name, value))))));
    return new DERSequence(extensions);
  }

  private static ASN1Encodable nameValue(String name, String value) {
    return sequence(
        new DERBMPString(name),
        new ASN1Integer(NameValue.TEXT_FLAGS),
        new DEROctetString((value + "\0").getBytes(StandardCharsets.UTF_16LE)));
  }

  private static ASN1Encodable attribute(String type, ASN1Encodable value) {
    return sequence(oid(type), new DERSet(value));
  }

  private static ASN1Encodable empty(int tag) {
    return new DERTaggedObject(false, tag, new DEROctetString(new byte[0]));
  }

  private static String digest(MemberFile file) {
    return file.digests().iterator().next();
  }

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }

  private static ASN1Encodable sequence(ASN1Encodable... elements) {
    return new DERSequence(elements);
  }

  private static byte[] encoded(ASN1Encodable element) {
    try {
      return element.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but to memory", e);
    }
  }
}

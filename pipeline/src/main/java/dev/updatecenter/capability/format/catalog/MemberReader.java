package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one trusted subject of a catalog.
 *
 * <pre>
 * SEQUENCE { subjectIdentifier OCTET STRING, SET OF Attribute { type, SET OF value } OPTIONAL }
 * CAT_MEMBERINFO  { subjectGuid BMPString, certVersion INTEGER }               v1
 * CAT_MEMBERINFO2   [0] PE, [1] cabinet, [2] any other, each empty             v2
 * SPC_INDIRECT_DATA { { type, value }, { AlgorithmIdentifier, digest } }
 * </pre>
 *
 * The identifier is the digest: in v1 its hex digits in UTF-16LE with a NUL, or a text that the
 * maker chose; in v2 its raw bytes.
 */
final class MemberReader {
  static final String MEMBER_INFO = "1.3.6.1.4.1.311.12.2.2";
  static final String MEMBER_INFO_2 = "1.3.6.1.4.1.311.12.2.3";
  static final String INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4";

  private String file = "";
  private String osAttribute = "";
  private MemberKind kind = MemberKind.OTHER;
  private @Nullable MemberHash hash;
  private String digest = "";

  private MemberReader() {}

  static CatalogMember read(DerCursor subject, int version) throws MalformedPackageException {
    byte[] identifier = subject.bytes(DerCursor.OCTETS, "identifier of a member");
    MemberReader reader = new MemberReader();
    if (subject.hasMore()) {
      DerCursor attributes = subject.enter(DerCursor.SET, "attributes of a member");
      while (attributes.hasMore()) {
        reader.attribute(attributes.enter(DerCursor.SEQUENCE, "attribute"));
      }
    }
    subject.end("one member");
    return reader.member(
        version == 2 ? HexFormat.of().formatHex(identifier) : hex(identifier), subject);
  }

  private void attribute(DerCursor attribute) throws MalformedPackageException {
    String type = attribute.oid("attribute");
    DerCursor values = attribute.enter(DerCursor.SET, "values of an attribute");
    switch (type) {
      case NameValue.OID -> named(NameValue.read(values));
      case MEMBER_INFO ->
          kind =
              MemberKind.ofSubject(
                  new String(
                      values
                          .enter(DerCursor.SEQUENCE, "CAT_MEMBERINFO")
                          .bytes(DerCursor.BMP_STRING, "subject"),
                      StandardCharsets.UTF_16BE));
      case MEMBER_INFO_2 -> kind = values.hasMore() ? MemberKind.ofTag(values.tag()) : kind;
      case INDIRECT_DATA -> indirectData(values.enter(DerCursor.SEQUENCE, "SPC_INDIRECT_DATA"));
      default -> {} // page hashes on their own, statements of Microsoft
    }
  }

  private void named(NameValue value) {
    if (value.name().equals("File")) {
      file = value.value();
    } else if (value.name().equals("OSAttr")) {
      osAttribute = value.value();
    }
  }

  private void indirectData(DerCursor data) throws MalformedPackageException {
    data.enter(DerCursor.SEQUENCE, "data type"); // how it was digested; PE page hashes lie in it
    DerCursor info = data.enter(DerCursor.SEQUENCE, "digest");
    DerCursor algorithm = info.enter(DerCursor.SEQUENCE, "digest algorithm");
    String oid = algorithm.oid("digest algorithm");
    byte[] value = info.bytes(DerCursor.OCTETS, "digest");
    MemberHash named = MemberHash.ofOid(oid).orElse(null);
    if (named == null || MemberHash.ofLength(value.length).orElse(null) != named) {
      throw info.fault("a digest of " + value.length + " bytes by " + oid);
    }
    hash = named;
    digest = HexFormat.of().formatHex(value);
  }

  private CatalogMember member(String identifier, DerCursor at) throws MalformedPackageException {
    MemberHash byIdentifier =
        identifier.length() % 2 == 0 && identifier.matches("[0-9a-f]*")
            ? MemberHash.ofLength(identifier.length() / 2).orElse(null)
            : null;
    MemberHash named = hash;
    if (named == null) {
      if (byIdentifier == null) {
        throw at.fault("a member without a digest");
      }
      return new CatalogMember(file, byIdentifier, identifier, kind, osAttribute);
    }
    if (named == byIdentifier && !digest.equals(identifier)) {
      throw at.fault("a member with two digests");
    }
    return new CatalogMember(file, named, digest, kind, osAttribute);
  }

  /** The tag of a v1 member, as text in lower case. */
  private static String hex(byte[] identifier) {
    String tag = new String(identifier, StandardCharsets.UTF_16LE);
    return (tag.endsWith("\0") ? tag.substring(0, tag.length() - 1) : tag).toLowerCase(Locale.ROOT);
  }
}

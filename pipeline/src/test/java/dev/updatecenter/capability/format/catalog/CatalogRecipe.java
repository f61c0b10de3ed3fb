package dev.updatecenter.capability.format.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Spells catalogs byte by byte, without the writer that is under test: also such as no maker writes
 * any more (v1), and such as none ever did.
 */
public final class CatalogRecipe {
  /** The v1 catalog algorithm. */
  public static final String V1 = "1.3.6.1.4.1.311.12.1.2";

  /** The v2 catalog algorithm. */
  public static final String V2 = "1.3.6.1.4.1.311.12.1.3";

  static final String IMAGE_GUID = "{C689AAB8-8E78-11D0-8C47-00C04FC295EE}";
  static final String FLAT_GUID = "{DE351A42-8E59-11D0-8C47-00C04FC295EE}";
  static final String SHA1 = "1.3.14.3.2.26";
  static final String SHA256 = "2.16.840.1.101.3.4.2.1";

  private final String algorithm;
  private final List<byte[]> members = new ArrayList<>();
  private final List<byte[]> extensions = new ArrayList<>();
  private String usage = "1.3.6.1.4.1.311.12.1.1";
  private byte[] time = tlv(0x17, "200131235959Z".getBytes(StandardCharsets.US_ASCII));

  public CatalogRecipe(String algorithm) {
    this.algorithm = algorithm;
  }

  CatalogRecipe usage(String oid) {
    usage = oid;
    return this;
  }

  CatalogRecipe time(int tag, String text) {
    time = tlv(tag, text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Adds a member as spelled. */
  CatalogRecipe raw(byte[] member) {
    members.add(member);
    return this;
  }

  CatalogRecipe extension(String name, String value) {
    extensions.add(sequence(oid(NameValue.OID), tlv(4, nameValue(name, value))));
    return this;
  }

  /** A v1 member: its tag is the SHA-1 in hex, its subject a GUID. */
  public CatalogRecipe v1(String file, String sha1, boolean image) {
    return raw(
        sequence(
            tlv(4, utf16le(sha1.toUpperCase(java.util.Locale.ROOT))),
            set(
                attribute(
                    "1.3.6.1.4.1.311.12.2.2",
                    sequence(
                        tlv(0x1e, utf16be(image ? IMAGE_GUID : FLAT_GUID)),
                        tlv(2, new byte[] {2, 0}))),
                attribute(NameValue.OID, nameValue("File", file)),
                attribute(NameValue.OID, nameValue("OSAttr", "2:6.1")),
                indirect(SHA1, sha1))));
  }

  /** A v2 member, its kind 0 an executable, 1 a cabinet, 2 anything else. */
  public CatalogRecipe v2(String file, String sha256, int kind) {
    return raw(
        sequence(
            tlv(4, hex(sha256)),
            set(
                attribute("1.3.6.1.4.1.311.12.2.3", tlv(0x80 | kind, new byte[0])),
                attribute(NameValue.OID, nameValue("File", file)),
                indirect(SHA256, sha256))));
  }

  /** What makecat writes beside a v2 member: the same file by SHA-1, without a name. */
  CatalogRecipe twin(String sha1) {
    return raw(
        sequence(
            tlv(4, hex(sha1)), set(attribute("1.3.6.1.4.1.311.12.2.3", tlv(0x82, new byte[0])))));
  }

  public byte[] bytes() {
    byte[] list =
        sequence(
            sequence(oid(usage)),
            tlv(4, new byte[16]),
            time,
            sequence(oid(algorithm), tlv(5, new byte[0])),
            tlv(0x30, join(members)),
            extensions.isEmpty() ? new byte[0] : tlv(0xa0, tlv(0x30, join(extensions))));
    return message(tlv(0x30, new byte[0]), list);
  }

  /** A SignedData around a list; {@code signers} replaces the empty set. */
  static byte[] message(byte[] signers, byte[] list) {
    return sequence(
        oid("1.2.840.113549.1.7.2"),
        tlv(
            0xa0,
            sequence(
                tlv(2, new byte[] {1}),
                set(),
                sequence(oid("1.3.6.1.4.1.311.10.1"), tlv(0xa0, list)),
                signers[0] == 0x30 ? set() : signers)));
  }

  static byte[] indirect(String hashOid, String digest) {
    return attribute(
        "1.3.6.1.4.1.311.2.1.4",
        sequence(
            sequence(oid("1.3.6.1.4.1.311.2.1.25"), tlv(0xa2, tlv(0x80, new byte[0]))),
            sequence(sequence(oid(hashOid), tlv(5, new byte[0])), tlv(4, hex(digest)))));
  }

  static byte[] attribute(String type, byte[] value) {
    return sequence(oid(type), set(value));
  }

  static byte[] nameValue(String name, String value) {
    return sequence(
        tlv(0x1e, utf16be(name)), tlv(2, new byte[] {0x10, 1, 0, 1}), tlv(4, utf16le(value)));
  }

  static byte[] sequence(byte[]... parts) {
    return tlv(0x30, join(List.of(parts)));
  }

  static byte[] set(byte[]... parts) {
    return tlv(0x31, join(List.of(parts)));
  }

  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift >= 0; shift -= 7) {
        if (shift == 0 || arc >>> shift != 0) {
          out.write(((arc >>> shift) & 0x7f) | (shift == 0 ? 0 : 0x80));
        }
      }
    }
    return tlv(6, out.toByteArray());
  }

  static byte[] tlv(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int n = content.length;
    if (n >= 0x80) {
      int count = n > 0xffffff ? 4 : n > 0xffff ? 3 : n > 0xff ? 2 : 1;
      out.write(0x80 | count);
      for (int i = count - 1; i >= 0; i--) {
        out.write(n >>> (8 * i));
      }
    } else {
      out.write(n);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] utf16le(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
  }

  private static byte[] utf16be(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}

package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A metadata file that carries signatures. That they are there says nothing: only {@link
 * TrustedMetadataSet} decides whether they are the right ones.
 */
public final class Signed<T extends Metadata> {
  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){1,1024}");

  private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

  private final String file;
  private final T content;
  private final byte[] bytes;
  private final byte[] canonical;
  private final Map<ContentDigest, byte[]> signatures;

  Signed(
      String file,
      T content,
      byte[] bytes,
      byte[] canonical,
      Map<ContentDigest, byte[]> signatures) {
    this.file = file;
    this.content = content;
    this.bytes = bytes.clone();
    this.canonical = canonical;
    this.signatures = Collections.unmodifiableMap(new LinkedHashMap<>(signatures));
  }

  /** Parses a file. Signatures cover the canonical form of what was parsed, unknown fields too. */
  static <T extends Metadata> Signed<T> parse(byte[] bytes, String file, MetadataType<T> type)
      throws TufVerificationException {
    if (bytes.length > 0 && bytes[0] == BYTE_ORDER_MARK) {
      // RFC 8259 8.1: readers differ about one; no JSON begins with its first byte.
      throw new MalformedMetadataException(file, "a byte order mark stands before the document");
    }
    try {
      MetadataFields envelope = MetadataFields.of(Json.read(bytes, file), file);
      MetadataFields signed = envelope.object("signed");
      T content = type.read(signed);
      // TUF 4.2: the signature is over the canonical form of "signed".
      return new Signed<>(file, content, bytes, canonical(signed.node()), signatures(envelope));
    } catch (MalformedDocumentException e) {
      throw new MalformedMetadataException(file, "" + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new MalformedMetadataException(file, "no canonical JSON: " + e.getMessage());
    }
  }

  private static byte[] canonical(Node signed) {
    return CanonicalJson.bytes(signed);
  }

  private static Map<ContentDigest, byte[]> signatures(MetadataFields envelope)
      throws MalformedMetadataException {
    Map<ContentDigest, byte[]> signatures = new LinkedHashMap<>();
    for (MetadataFields entry : envelope.objects("signatures")) {
      // TUF 4.2: one signature a key.
      if (signatures.put(entry.digest("keyid"), hex(entry)) != null) {
        throw entry.malformed("a key signs once");
      }
    }
    return signatures;
  }

  /** The bytes of one signature. */
  static byte[] hex(MetadataFields entry) throws MalformedMetadataException {
    String hex = entry.text("sig");
    if (!HEX.matcher(hex).matches()) {
      throw entry.malformed("'sig' holds lower-case hex");
    }
    return HexFormat.of().parseHex(hex);
  }

  /** The file's name in messages. */
  String file() {
    return file;
  }

  /** What the signatures are about. */
  public T content() {
    return content;
  }

  /** The file, byte for byte; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What the signatures cover. */
  byte[] canonical() {
    return canonical;
  }

  Map<ContentDigest, byte[]> signatures() {
    return signatures;
  }
}

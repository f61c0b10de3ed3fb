package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code {signed, signature}}: the signature, in hex, covers the canonical JSON of {@code signed}
 * and is made by the key that stands in it (ECDSA on P-256 as DER, or Ed25519).
 */
final class SignedEnvelope {
  private final Fields signed;
  private final byte[] signature;

  private SignedEnvelope(Fields signed, byte[] signature) {
    this.signed = signed;
    this.signature = signature;
  }

  /** The members that say whose signature it is. */
  static void name(TufKey key, Map<String, Object> signed) {
    signed.put("key", key.id().hex());
    signed.put("publicKey", key.pem());
  }

  /**
   * Signs.
   *
   * @param key the one that {@code signed} names
   * @throws IllegalArgumentException when the signer's key is another
   * @throws IllegalStateException when its signature does not verify
   */
  static byte[] sign(Map<String, Object> signed, TufKey key, MetadataSigner signer) {
    if (!signer.key().equals(key)) {
      throw new IllegalArgumentException("the statement names another key than the one that signs");
    }
    byte[] covered = CanonicalJson.bytes(signed);
    byte[] signature = signer.sign(covered);
    if (!key.verifies(covered, signature)) {
      throw new IllegalStateException("a signature that its own key does not verify");
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("signed", signed);
    envelope.put("signature", HexFormat.of().formatHex(signature));
    // Ordinary JSON: canonical JSON leaves the line ends of a PEM key unescaped.
    return Json.bytes(envelope);
  }

  /** Reads a document; nothing of it is verified yet. */
  static SignedEnvelope read(byte[] document, String file) throws MalformedDocumentException {
    Fields envelope = Fields.of(Json.read(document, file));
    Fields signed = envelope.object("signed");
    return new SignedEnvelope(signed, envelope.value("signature", HexFormat.of()::parseHex));
  }

  /** What is said. */
  Fields signed() {
    return signed;
  }

  /** The key that it names. */
  static TufKey key(Fields signed) throws MalformedDocumentException {
    TufKey key = signed.value("publicKey", TufKey::ofPem);
    // TUF 4.2: an id that is not computed from the key would let one key answer to two names.
    if (!signed.value("key", ContentDigest::ofHex).equals(key.id())) {
      throw signed.refuse("key", "is not the id of 'publicKey'");
    }
    return key;
  }

  /** Whether a key made the signature. */
  boolean madeBy(TufKey key) throws MalformedDocumentException {
    try {
      return key.verifies(CanonicalJson.bytes(signed.node()), signature);
    } catch (IllegalArgumentException e) {
      throw signed.refuse("signed", String.valueOf(e.getMessage()));
    }
  }
}

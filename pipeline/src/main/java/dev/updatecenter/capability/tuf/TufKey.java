package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key of metadata. Its id is the SHA-256 of its canonical JSON (TUF 4.2), fields that are
 * not known here included. A key of a type or scheme that is not known verifies nothing.
 */
public final class TufKey {
  private final Map<String, @Nullable Object> json;
  private final ContentDigest id;
  private final @Nullable PublicKey key;

  private TufKey(Map<String, @Nullable Object> json, @Nullable PublicKey key) {
    this.json = json;
    this.id = ContentDigest.of(CanonicalJson.bytes(json));
    this.key = key;
  }

  /**
   * An ECDSA key on P-256 or an Ed25519 key.
   *
   * @throws IllegalArgumentException for any other
   */
  public static TufKey of(PublicKey key) {
    if (PublicKeyForm.isP256(key)) {
      return new TufKey(json("ecdsa", "ecdsa-sha2-nistp256", PublicKeyForm.pem(key)), key);
    }
    if (PublicKeyForm.isEd25519(key)) {
      byte[] spki = key.getEncoded();
      byte[] raw = java.util.Arrays.copyOfRange(spki, spki.length - 32, spki.length);
      String hex = java.util.HexFormat.of().formatHex(raw);
      return new TufKey(json("ed25519", "ed25519", hex), key);
    }
    throw new IllegalArgumentException("metadata keys are P-256 or Ed25519: " + key.getAlgorithm());
  }

  /**
   * A key as a PEM SubjectPublicKeyInfo (RFC 7468 13); however it is spelled, the id is that of
   * {@link #of}.
   *
   * @throws IllegalArgumentException for what is no key on P-256 and no Ed25519 key
   */
  public static TufKey ofPem(String pem) {
    try {
      return of(PublicKeyForm.ecdsaP256(pem));
    } catch (GeneralSecurityException notOnP256) {
      return ed25519(pem);
    }
  }

  private static TufKey ed25519(String pem) {
    try {
      return of(PublicKeyForm.ed25519(pem));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("neither a P-256 nor an Ed25519 public key in PEM", e);
    }
  }

  static TufKey parse(MetadataFields fields) throws MalformedMetadataException {
    String type = fields.text("keytype");
    String scheme = fields.text("scheme");
    String value = fields.object("keyval").text("public");
    try {
      return new TufKey(PlainJson.object(fields.node()), decode(type, scheme, value));
    } catch (GeneralSecurityException e) {
      throw fields.malformed("not a public key of scheme " + scheme);
    }
  }

  private static @Nullable PublicKey decode(String type, String scheme, String value)
      throws GeneralSecurityException {
    return switch (type + "/" + scheme) {
      // The second spelling is of older repositories.
      case "ecdsa/ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256/ecdsa-sha2-nistp256" ->
          PublicKeyForm.ecdsaP256(value);
      case "ed25519/ed25519" -> PublicKeyForm.ed25519(value);
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> json(String type, String scheme, String value) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("keytype", type);
    json.put("scheme", scheme);
    json.put("keyval", Map.of("public", value));
    return java.util.Collections.unmodifiableMap(json);
  }

  /** SHA-256 of the canonical key: what roles and signatures name it by. */
  public ContentDigest id() {
    return id;
  }

  /** The key itself; none where its type is not known here. */
  public Optional<PublicKey> publicKey() {
    return Optional.ofNullable(key);
  }

  /**
   * The key as a PEM SubjectPublicKeyInfo, one spelling a key.
   *
   * @throws IllegalStateException where its type is not known here
   */
  public String pem() {
    if (key == null) {
      throw new IllegalStateException("a key of a type that is not known here: " + id);
    }
    return PublicKeyForm.pem(key);
  }

  /** Whether {@code signature} over {@code message} was made by this key; never throws. */
  public boolean verifies(byte[] message, byte[] signature) {
    if (key == null) {
      return false;
    }
    try {
      Signature verifier =
          Signature.getInstance(PublicKeyForm.isP256(key) ? "SHA256withECDSA" : "Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Signature bytes come from strangers; a provider may choke on them in its own way.
      return false;
    }
  }

  Map<String, @Nullable Object> toPlain() {
    return json;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TufKey other && id.equals(other.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}

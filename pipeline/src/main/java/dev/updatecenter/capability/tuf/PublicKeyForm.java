package dev.updatecenter.capability.tuf;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** How public keys are spelled in {@code keyval.public} (TUF 4.3). */
final class PublicKeyForm {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  // RFC 8410 4: SubjectPublicKeyInfo of an Ed25519 key, up to the 32 bytes of the key.
  private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int ED25519_HEX = 64;

  private PublicKeyForm() {}

  static String pem(PublicKey key) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN + "\n" + encoder.encodeToString(key.getEncoded()) + "\n" + END + "\n";
  }

  /** A key on P-256, refused on any other curve. */
  static PublicKey ecdsaP256(String pem) throws GeneralSecurityException {
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(spki(pem));
    if (isP256(key)) {
      return key;
    }
    throw new InvalidKeySpecException("not a key on P-256");
  }

  /** 32 bytes in hex, as the specification has it, or PEM, as some write it. */
  static PublicKey ed25519(String text) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    if (text.length() != ED25519_HEX) {
      return factory.generatePublic(spki(text));
    }
    byte[] encoded = java.util.Arrays.copyOf(ED25519_SPKI, ED25519_SPKI.length + 32);
    try {
      System.arraycopy(HexFormat.of().parseHex(text), 0, encoded, ED25519_SPKI.length, 32);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("not hex", e);
    }
    return factory.generatePublic(new X509EncodedKeySpec(encoded));
  }

  static boolean isP256(PublicKey key) {
    return key instanceof ECPublicKey ec && isP256(ec.getParams());
  }

  static boolean isP256(ECParameterSpec found) {
    ECParameterSpec p256 = p256();
    return found.getOrder().equals(p256.getOrder())
        && found.getCurve().equals(p256.getCurve())
        && found.getGenerator().equals(p256.getGenerator());
  }

  static boolean isEd25519(PublicKey key) {
    return key instanceof EdECPublicKey ed
        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
  }

  static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  private static X509EncodedKeySpec spki(String pem) throws InvalidKeySpecException {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new InvalidKeySpecException("not a PEM public key");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      byte[] der = body.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1);
      return new X509EncodedKeySpec(Base64.getDecoder().decode(der));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("not Base64 inside the PEM", e);
    }
  }
}

package dev.updatecenter.stage.reporting;

import dev.updatecenter.stage.offer.DeviceId;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public half of a device's own key, on the curve P-256. */
public final class DeviceKey {
  /** ECDSA over SHA-256 with a DER signature (FIPS 186-5 6, RFC 3279 2.2.3). */
  static final String ALGORITHM = "SHA256withECDSA";

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final int MAX_PEM = 1024;

  private final ECPublicKey key;

  private DeviceKey(ECPublicKey key) {
    this.key = key;
  }

  /**
   * Takes over a key.
   *
   * @throws IllegalArgumentException unless it lies on P-256
   */
  public static DeviceKey of(PublicKey key) {
    if (key instanceof ECPublicKey ec && sameCurve(ec.getParams(), p256())) {
      return new DeviceKey(ec);
    }
    throw new IllegalArgumentException("a device's key lies on the curve P-256");
  }

  /**
   * Parses a PEM SubjectPublicKeyInfo (RFC 7468 13).
   *
   * @throws IllegalArgumentException for anything else, or another curve
   */
  public static DeviceKey parse(String pem) {
    String text = pem.strip();
    if (text.length() > MAX_PEM || !text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("not a public key in PEM");
    }
    String base64 = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return of(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key of an elliptic curve", e);
    }
  }

  /** The id of the device that holds the private half. */
  public DeviceId id() {
    return DeviceId.of(key);
  }

  /** The key as PEM, one spelling a key. */
  public String pem() {
    byte[] lineFeed = {'\n'};
    String base64 = Base64.getMimeEncoder(64, lineFeed).encodeToString(key.getEncoded());
    return BEGIN + "\n" + base64 + "\n" + END + "\n";
  }

  /** Whether a DER signature is this key's over some bytes; false for what is no signature. */
  public boolean verifies(byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean sameCurve(ECParameterSpec a, ECParameterSpec b) {
    return a.getCurve().equals(b.getCurve())
        && a.getGenerator().equals(b.getGenerator())
        && a.getOrder().equals(b.getOrder());
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK knows P-256", e);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DeviceKey other && id().equals(other.id());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return "key of device " + id();
  }
}

package dev.updatecenter.device;

import dev.updatecenter.stage.offer.DeviceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The device's own P-256 key, in two files of its state folder: the private half as PKCS#8 (RFC
 * 5208) and the public one as SubjectPublicKeyInfo (RFC 5280 4.1.2.7), both PEM (RFC 7468).
 */
final class DeviceIdentity {
  private static final String PRIVATE = "device-key.pem";
  private static final String PUBLIC = "device-key.pub.pem";
  private static final int MAX_BYTES = 4096;
  private static final byte[] PROBE = "a pair?".getBytes(StandardCharsets.US_ASCII);

  private final KeyPair keys;

  private DeviceIdentity(KeyPair keys) {
    this.keys = keys;
  }

  /** Loads the key, or makes it at first use. The caller holds the folder's lock. */
  static DeviceIdentity openOrCreate(Path folder, SecureRandom random) throws IOException {
    return Files.exists(folder.resolve(PRIVATE)) ? load(folder) : create(folder, random);
  }

  DeviceId id() {
    return DeviceId.of(keys.getPublic());
  }

  PublicKey publicKey() {
    return keys.getPublic();
  }

  PrivateKey privateKey() {
    return keys.getPrivate();
  }

  private static DeviceIdentity create(Path folder, SecureRandom random) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair keys = generator.generateKeyPair();
      // The private half last: with it there, both are.
      write(folder.resolve(PUBLIC), "PUBLIC KEY", keys.getPublic().getEncoded());
      write(folder.resolve(PRIVATE), "PRIVATE KEY", keys.getPrivate().getEncoded());
      return new DeviceIdentity(keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  private static DeviceIdentity load(Path folder) throws IOException {
    byte[] secret = read(folder.resolve(PRIVATE), "PRIVATE KEY");
    byte[] open = read(folder.resolve(PUBLIC), "PUBLIC KEY");
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(secret));
      PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(open));
      if (!isPair(privateKey, publicKey)) {
        throw DeviceFault.key(folder, "is not one pair");
      }
      return new DeviceIdentity(new KeyPair(publicKey, privateKey));
    } catch (GeneralSecurityException e) {
      throw DeviceFault.key(folder, "cannot be read");
    }
  }

  private static boolean isPair(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static void write(Path file, String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    DurableFile.replace(file, pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] read(Path file, String label) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw DeviceFault.key(file, "is missing or larger than any key");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw DeviceFault.key(file, "is not PEM");
    }
    try {
      String body = text.substring(begin.length(), text.length() - end.length());
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw DeviceFault.key(file, "is not Base64");
    }
  }
}

package dev.updatecenter.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Homes that sign with a key of a test's own, and what their configurations name. */
final class KeyedHome {
  private static final String PASSWORD = "TEST-password-6620";

  private KeyedHome() {}

  /**
   * A home, with nothing registered.
   *
   * @param root whom it trusts
   * @param trust what else stands under {@code trust}, a line; may be empty
   * @param release the address of its release key
   */
  static Path create(Path home, X509Certificate root, String trust, String release)
      throws Exception {
    Files.createDirectories(home);
    Path locks = Files.createDirectories(home.resolveSibling("locks"));
    Path password = Files.writeString(home.resolveSibling("password"), PASSWORD + "\n");
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        trust:
          codeSigning: ["%s"]
          %s
        signing: { lockFolder: "%s" }
        keys: { release: "%s", passwordFile: "%s" }
        """
            .formatted(
                pem(home.resolveSibling("root.pem"), root), trust, locks, release, password));
    return home;
  }

  /** The address of a PKCS#12 file that is made here, with the password of these homes. */
  static String pkcs12(Path file, KeyPair keys, List<X509Certificate> chain)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "release", keys.getPrivate(), PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return "file:" + file;
  }

  /** A certificate as a PEM file. */
  static Path pem(Path file, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    String text =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }
}

package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of the release key, read without the key: nothing is signed, no PIN is tried and
 * nobody is asked.
 *
 * @param chain leaf first; empty when there is no key yet, or it cannot be told
 * @param unread why it cannot be told; empty when it can
 */
public record ReleaseCertificates(List<X509Certificate> chain, Optional<String> unread) {
  /** Copies. */
  public ReleaseCertificates {
    chain = List.copyOf(chain);
  }

  static ReleaseCertificates read(KeySettings keys, Home home) {
    try {
      if (keys.certificates().isPresent()) {
        return known(CertificateChainFile.read(keys.certificates().get()));
      }
      if (keys.release().isEmpty()) {
        Path lab = home.keys().resolve("lab").resolve("release.pem");
        return known(
            Files.isRegularFile(lab)
                ? List.copyOf(TrustAnchors.certificates(List.of(lab)))
                : List.of());
      }
      return keys.release().get() instanceof KeyAddress.InFile file
          ? ofFile(file.file(), keys.secrets())
          : unread("they lie where the key does, and keys.certificates names no file");
    } catch (IOException | GeneralSecurityException e) {
      return unread(String.valueOf(e.getMessage()));
    }
  }

  private static ReleaseCertificates known(List<X509Certificate> chain) {
    return new ReleaseCertificates(chain, Optional.empty());
  }

  private static ReleaseCertificates unread(String why) {
    return new ReleaseCertificates(List.of(), Optional.of(why));
  }

  private static ReleaseCertificates ofFile(Path file, KeySecrets secrets)
      throws IOException, GeneralSecurityException {
    Optional<char[]> password = secrets.configured(Optional.empty());
    if (password.isEmpty()) {
      return unread("its password is not configured, and nobody is asked here");
    }
    try {
      return known(chain(file, password.get()));
    } finally {
      Arrays.fill(password.get(), '\0');
    }
  }

  private static List<X509Certificate> chain(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      List<X509Certificate> chain = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] certificates = store.getCertificateChain(alias);
        if (certificates != null) {
          for (Certificate each : certificates) {
            chain.add((X509Certificate) each);
          }
        }
      }
      return chain;
    }
  }
}

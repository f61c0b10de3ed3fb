package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one private key of a PKCS#12 file (RFC 7292), with its certificates.
 *
 * @param key RSA or EC
 * @param chain leaf first, as the file has it
 */
public record Pkcs12Key(PrivateKey key, List<X509Certificate> chain) {
  /** Copies. */
  public Pkcs12Key {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a file.
   *
   * @param password not kept; the caller wipes it
   * @throws IOException when the file cannot be read
   * @throws UpdateCenterException UC4042, exit 4, for a wrong password; UC4043, exit 2, when the
   *     file holds no key, or more than one, or is no PKCS#12
   */
  public static Pkcs12Key load(Path file, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      open(store, in, password, file);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw unusable(file, "it holds " + keys.size() + " private keys, not one", null);
      }
      return of(store, keys.get(0), password, file);
    } catch (GeneralSecurityException e) {
      throw unusable(file, "its key cannot be read", e);
    }
  }

  private static void open(KeyStore store, InputStream in, char[] password, Path file)
      throws GeneralSecurityException {
    try {
      store.load(in, password);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw wrongPassword(file, e);
      }
      throw unusable(file, "it is not a PKCS#12 file, or damaged", e);
    }
  }

  private static Pkcs12Key of(KeyStore store, String alias, char[] password, Path file)
      throws GeneralSecurityException {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      Certificate[] certificates = store.getCertificateChain(alias);
      if (certificates == null || certificates.length == 0) {
        throw unusable(file, "it holds no certificate of its key", null);
      }
      for (Certificate certificate : certificates) {
        chain.add((X509Certificate) certificate);
      }
      return new Pkcs12Key((PrivateKey) store.getKey(alias, password), chain);
    } catch (UnrecoverableKeyException e) {
      throw wrongPassword(file, e);
    }
  }

  private static UpdateCenterException wrongPassword(Path file, Exception cause) {
    return UpdateCenterException.error(
            "UC4042", ExitCode.NOT_ALLOWED, "The password of " + file.getFileName() + " is wrong")
        .where(file)
        .fix("Give the password by a file, the environment or the prompt; never as an argument.")
        .state("Nothing was signed.")
        .cause(cause)
        .build();
  }

  private static UpdateCenterException unusable(Path file, String why, @Nullable Exception cause) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC4043", ExitCode.USAGE, file.getFileName() + " holds no key to sign with")
            .where(file)
            .why(why)
            .fix("Export one key with its chain: openssl pkcs12 -export -inkey K -in CHAIN.pem.")
            .state("Nothing was signed.");
    return (cause == null ? error : error.cause(cause)).build();
  }
}

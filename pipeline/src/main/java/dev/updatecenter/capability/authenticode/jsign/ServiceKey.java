package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jsign.KeyStoreBuilder;
import org.jspecify.annotations.Nullable;

/** A key of a service, through jsign's key stores. */
public final class ServiceKey {
  private static final int LONGEST = 400;

  private ServiceKey() {}

  /**
   * Opens a key; most services are asked over the network for it now.
   *
   * @param credential what the service takes: an access token, {@code id|secret}; empty where it
   *     finds its own. jsign keeps it as text for as long as the key lives; the caller wipes its
   *     own
   * @param certificates a PEM file with the chain, leaf first, for services that hold keys alone
   * @throws UpdateCenterException UC4061 when the service refuses (exit 4) or cannot be reached
   *     (exit 13); UC4057, exit 2, without certificates
   */
  public static SigningKey open(
      ServiceAddress address, char[] credential, Optional<Path> certificates) {
    if (address.service().keysAlone() && certificates.isEmpty()) {
      throw noCertificates(address);
    }
    ServicePatience.limit();
    KeyStoreBuilder builder = builder(address, credential, certificates);
    try {
      KeyStore store = builder.build();
      Provider provider = builder.provider();
      List<X509Certificate> chain = new ArrayList<>();
      Certificate[] found = store.getCertificateChain(address.key());
      for (Certificate certificate : found == null ? new Certificate[0] : found) {
        chain.add((X509Certificate) certificate);
      }
      if (chain.isEmpty()
          || !(store.getKey(address.key(), new char[0]) instanceof PrivateKey key)) {
        throw refused(address, "it has no such key with a certificate", ExitCode.NOT_FOUND, null);
      }
      return new SigningKey(key, chain, Optional.of(provider), SigningKey.Custody.SERVICE);
    } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
      ExitCode exit = isUnreachable(e) ? ExitCode.UNAVAILABLE : ExitCode.NOT_ALLOWED;
      throw refused(address, reason(e), exit, e);
    }
  }

  /** What jsign is told; apart, so that a test can look at it. */
  static KeyStoreBuilder builder(
      ServiceAddress address, char[] credential, Optional<Path> certificates) {
    KeyStoreBuilder builder =
        new KeyStoreBuilder()
            .storetype(address.service().type())
            .keystore(address.store())
            .keypass("");
    if (credential.length > 0) {
      builder.storepass(new String(credential));
    }
    if (address.service().keysAlone()) {
      certificates.ifPresent(file -> builder.certfile(file.toFile()));
    }
    return builder;
  }

  /** A network that failed may work later; whatever else a service says is its refusal. */
  static boolean isUnreachable(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException
          || t instanceof SocketException
          || t instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** The innermost words: what the service answered. */
  static String reason(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    String said = last instanceof IOException ? last.getMessage() : last.toString();
    String plain = String.valueOf(said).replaceAll("\\p{C}+", " ").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }

  private static UpdateCenterException refused(
      ServiceAddress address, String why, ExitCode exit, @Nullable Exception cause) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error("UC4061", exit, "the key service does not give the key")
            .where(address)
            .why(why)
            .fix("check the address, the credential's age and its rights (docs/keys.md)")
            .state("nothing was signed");
    return (cause == null ? error : error.cause(cause)).build();
  }

  private static UpdateCenterException noCertificates(ServiceAddress address) {
    return UpdateCenterException.error(
            "UC4057", ExitCode.USAGE, "the key has no certificate to sign with")
        .where(address)
        .why("this service holds keys alone")
        .fix("name a PEM file with the chain, leaf first, in keys.certificates")
        .state("nothing was signed")
        .build();
  }
}

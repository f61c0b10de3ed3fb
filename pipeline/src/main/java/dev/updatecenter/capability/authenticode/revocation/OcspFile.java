package dev.updatecenter.capability.authenticode.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** An answer that somebody else fetched: a file with one OCSP response. */
public final class OcspFile implements OcspResponder {
  private final String name;
  private final byte[] der;
  private final Optional<X509Certificate> issuer;

  /**
   * Holds an answer.
   *
   * @param name the file, as it was configured
   * @param der its content
   * @param issuer the authority it is of; empty to try it for each
   */
  public OcspFile(String name, byte[] der, Optional<X509Certificate> issuer) {
    this.name = name;
    this.der = der.clone();
    this.issuer = issuer;
  }

  /** The first end that an answer names, whoever made it; empty for what is no answer. */
  public static Optional<Instant> nextUpdate(byte[] der) {
    try {
      DerCursor.requireShallow(der);
      return Optional.ofNullable((BasicOCSPResp) new OCSPResp(der).getResponseObject()).stream()
          .flatMap(basic -> Arrays.stream(basic.getResponses()))
          .map(r -> r.getNextUpdate() == null ? r.getThisUpdate() : r.getNextUpdate())
          .map(Date::toInstant)
          .min(Instant::compareTo);
    } catch (IOException | OCSPException | MalformedRevocationException | RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** A file speaks of one certificate: that it is silent about another means nothing. */
  @Override
  public boolean isFor(X509Certificate authority) {
    return false;
  }

  @Override
  public boolean serves(X509Certificate authority) {
    return issuer.isEmpty() || issuer.get().equals(authority);
  }

  @Override
  public OcspAnswer ask(X509Certificate certificate, X509Certificate authority, Instant now)
      throws OcspRefusedException {
    return new OcspCheck(new OcspQuestion(certificate, authority, Optional.empty()), now)
        .judge(der);
  }
}

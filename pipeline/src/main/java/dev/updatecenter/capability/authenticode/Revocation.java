package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;

/** Looks certificates up in the given revocation lists (RFC 5280 5 and 6.3). */
final class Revocation {
  private static final String INVALIDITY_DATE = "2.5.29.24";

  private final List<X509CRL> crls;

  Revocation(List<X509CRL> crls) {
    this.crls = List.copyOf(crls);
  }

  /**
   * Checks a path.
   *
   * @param path leaf first, trusted root last
   * @param at when the signature was made: what was revoked later was good then
   */
  List<Finding> check(List<X509Certificate> path, Instant at, String subject) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i + 1 < path.size(); i++) {
      for (X509CRL crl : crls) {
        if (crl.getIssuerX500Principal().equals(path.get(i + 1).getSubjectX500Principal())) {
          findings.addAll(check(path.get(i), path.get(i + 1), crl, at, subject));
        }
      }
    }
    return findings;
  }

  private static List<Finding> check(
      X509Certificate certificate,
      X509Certificate issuer,
      X509CRL crl,
      Instant at,
      String subject) {
    try {
      crl.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      return List.of(unusable(subject, crl, "its issuer did not sign it"));
    }
    Set<String> critical = crl.getCriticalExtensionOIDs();
    if (critical != null && !critical.isEmpty()) {
      // RFC 5280 5.2: a list with a critical extension that is not understood must not be used.
      return List.of(unusable(subject, crl, "it is partial: extensions " + critical));
    }
    X509CRLEntry entry = crl.getRevokedCertificate(certificate.getSerialNumber());
    if (entry == null || at.isBefore(since(entry))) {
      return List.of();
    }
    return List.of(
        Finding.error(
                "UC4023",
                subject,
                SigningChain.name(certificate) + " is revoked since " + since(entry))
            .because(
                "The signature is judged at " + at + "; reason: " + entry.getRevocationReason())
            .fixedBy("Sign again with a certificate that is not revoked."));
  }

  /** RFC 5280 5.3.2: the key may have been bad since before it was revoked. */
  private static Instant since(X509CRLEntry entry) {
    Instant revoked = entry.getRevocationDate().toInstant();
    byte[] extension = entry.getExtensionValue(INVALIDITY_DATE);
    if (extension == null) {
      return revoked;
    }
    try {
      byte[] der = ASN1OctetString.getInstance(extension).getOctets();
      Instant bad =
          ASN1GeneralizedTime.getInstance(ASN1GeneralizedTime.fromByteArray(der))
              .getDate()
              .toInstant();
      return bad.isBefore(revoked) ? bad : revoked;
    } catch (IOException | ParseException | IllegalArgumentException e) {
      // The safe reading of a broken date: bad from the beginning.
      return Instant.MIN;
    }
  }

  private static Finding unusable(String subject, X509CRL crl, String why) {
    return Finding.error(
            "UC4024",
            subject,
            "The revocation list of " + crl.getIssuerX500Principal().getName() + " is unusable")
        .because(why)
        .fixedBy("Configure a full list as the authority publishes it.");
  }
}

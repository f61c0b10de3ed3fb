package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.Revoked;
import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What is said of revocation, in words. */
final class RevocationFindings {
  private final String subject;
  private final Instant at;

  RevocationFindings(String subject, Instant at) {
    this.subject = subject;
    this.at = at;
  }

  Finding revoked(X509Certificate certificate, Revoked revoked) {
    String since = revoked.since().equals(Instant.MIN) ? "ever" : revoked.since().toString();
    return Finding.error(
            "UC4023", subject, SigningChain.name(certificate) + " is revoked since " + since)
        .because("The signature is judged at " + at + "; reason: " + revoked.reason())
        .fixedBy("Sign again with a certificate that is not revoked.");
  }

  Finding unusable(RevocationList list, String why) {
    return Finding.error(
            "UC4024", subject, "The revocation list of " + list.issuer().getName() + " is unusable")
        .because(why)
        .fixedBy("Configure a full list as the authority publishes it.");
  }

  Finding future(RevocationList list) {
    return Finding.error(
            "UC4026",
            subject,
            "The revocation list of "
                + list.issuer().getName()
                + " was made in the future, "
                + list.thisUpdate())
        .because("A list that nobody can have made yet proves nothing, or this clock is wrong.")
        .fixedBy("Set the clock, or fetch the list again from the authority.");
  }

  /** An error where the signature is younger than all that is known, else a warning. */
  Finding outOfDate(X509Certificate certificate, Instant end) {
    String what =
        "What is known of the revocation of "
            + SigningChain.name(certificate)
            + " is out of date since "
            + end;
    Finding finding =
        at.isAfter(end)
            ? Finding.error("UC4025", subject, what)
                .because("The signature is judged at " + at + ": a newer list may name it.")
            : Finding.warning("UC4025", subject, what)
                .because("It was in force when the signature was made, " + at + "; not today.");
    return finding.fixedBy("Fetch the authority's new list, or let its address be asked.");
  }

  Finding unknown(X509Certificate certificate, String responder, boolean strict) {
    String what =
        "The OCSP responder " + responder + " does not know " + SigningChain.name(certificate);
    return (strict
            ? Finding.error("UC4027", subject, what)
            : Finding.warning("UC4027", subject, what))
        .because("An authority's responder knows what its authority issued.")
        .fixedBy("Ask the authority whether it issued the certificate, or mend trust.ocsp.");
  }

  Finding noAnswer(X509Certificate certificate, String responder, String why, boolean strict) {
    String what =
        "The answer of " + responder + " on " + SigningChain.name(certificate) + " is refused";
    return (strict
            ? Finding.error("UC4028", subject, what)
            : Finding.warning("UC4028", subject, what))
        .because(why)
        .fixedBy("Check the address or file in trust.ocsp, and whose certificates it speaks of.");
  }

  /** Nobody said anything of certificates; an error where somebody was configured to. */
  Finding nothingKnown(List<X509Certificate> certificates, boolean configured) {
    String names = String.join("; ", certificates.stream().map(SigningChain::name).toList());
    String what = "Nothing tells whether a certificate is revoked: " + names;
    return configured
        ? Finding.error("UC4011", subject, what)
            .because("Sources are configured, and none of them gave an answer that counts.")
            .fixedBy("Mend trust.crls or trust.ocsp, or wait until the source answers again.")
        : Finding.warning("UC4011", subject, what)
            .because("Profile production signs with certificates that were not taken back.")
            .fixedBy("Name the authority's list in trust.crls, or its responder in trust.ocsp.");
  }
}

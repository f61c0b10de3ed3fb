package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.app.wiring.ReleaseCertificates;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificateName;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When certificates end that this home signs with or trusts, and lists that it judges by. */
final class CertificateExpiry {
  private final Wiring wiring;

  CertificateExpiry(Wiring wiring) {
    this.wiring = wiring;
  }

  List<Expiry> all() {
    TrustAnchors anchors = wiring.trust().offline();
    List<Expiry> all = new ArrayList<>(release());
    all.addAll(roots(anchors.codeSigning(), "code signing root "));
    all.addAll(roots(anchors.timestamping(), "timestamp root "));
    all.addAll(lists(anchors));
    for (var answer : wiring.revocations().answers().entrySet()) {
      all.add(answer(answer.getKey(), answer.getValue()));
    }
    return all;
  }

  private List<Expiry> release() {
    ReleaseCertificates certificates = wiring.releaseCertificates();
    if (certificates.unread().isPresent()) {
      return List.of(
          Expiry.unread(
              ExpiryKind.RELEASE_CERTIFICATE,
              Optional.empty(),
              "release certificate",
              certificates.unread().get(),
              "Name the certificates in a PEM file, or the file with the key's password."));
    }
    List<Expiry> all = new ArrayList<>();
    List<X509Certificate> chain = certificates.chain();
    for (int i = 0; i < chain.size(); i++) {
      if (!TrustAnchors.issued(chain.get(i), chain.get(i))) {
        all.add(
            Expiry.of(
                ExpiryKind.RELEASE_CERTIFICATE,
                (i == 0 ? "release certificate " : "its authority ")
                    + CertificateName.of(chain.get(i)),
                end(chain.get(i)),
                "Nothing can be signed with it from then on; what is signed and timestamped"
                    + " stays valid.",
                "Order its renewal: an EV certificate takes weeks."));
      }
    }
    return all;
  }

  private static List<Expiry> roots(Set<X509Certificate> roots, String what) {
    return roots.stream()
        .map(
            root ->
                Expiry.of(
                    ExpiryKind.TRUSTED_ROOT,
                    what + CertificateName.of(root),
                    end(root),
                    "This program goes on trusting it; Windows takes no new signature below it.",
                    "Ask the authority for its next root, trust that too, and bring it to"
                        + " devices."))
        .toList();
  }

  private List<Expiry> lists(TrustAnchors anchors) {
    int files = wiring.revocations().lists().size();
    List<Expiry> all = new ArrayList<>();
    List<RevocationList> lists = anchors.revocation().lists();
    for (int i = 0; i < lists.size(); i++) {
      boolean fetched = i >= files;
      all.add(
          Expiry.of(
              fetched ? ExpiryKind.FETCHED_REVOCATION_LIST : ExpiryKind.REVOCATION_LIST,
              "revocation list of " + lists.get(i).issuer().getName(),
              lists.get(i).nextUpdate(),
              "Nothing can be signed under it from then on.",
              fetched
                  ? "Nothing: it is fetched again when it is needed."
                  : "Fetch the authority's new list, or name its address in trust.crls."));
    }
    return all;
  }

  private static Expiry answer(String file, Optional<Instant> ends) {
    return ends.isEmpty()
        ? Expiry.unread(
            ExpiryKind.OCSP_ANSWER,
            Optional.empty(),
            "OCSP answer " + file,
            "it is no OCSP answer",
            "Put the responder's answer there, DER.")
        : Expiry.of(
            ExpiryKind.OCSP_ANSWER,
            "OCSP answer " + file,
            ends.get(),
            "Nothing can be signed under it from then on.",
            "Fetch a new answer, or name the responder's address in trust.ocsp.");
  }

  private static Instant end(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }
}

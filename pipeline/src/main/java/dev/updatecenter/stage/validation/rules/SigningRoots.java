package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.kernel.core.ContentDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates of a chain that a Device Guard policy may name: its root, or a CA right below
 * it.
 *
 * @param digests SHA-256 of each, the root's first where it is known
 */
record SigningRoots(Set<ContentDigest> digests) {
  SigningRoots {
    digests = new LinkedHashSet<>(digests);
  }

  /** Of a chain, leaf first; where it stops below its root that is looked for among the anchors. */
  static SigningRoots of(List<X509Certificate> chain, TrustAnchors anchors) {
    List<X509Certificate> whole = new ArrayList<>(chain);
    X509Certificate last = whole.get(whole.size() - 1);
    if (!TrustAnchors.issued(last, last)) {
      root(last, anchors).ifPresent(whole::add);
    }
    Set<ContentDigest> digests = new LinkedHashSet<>();
    for (int i = whole.size() - 1; i >= Math.max(1, whole.size() - 2); i--) {
      digests.add(digest(whole.get(i)));
    }
    return new SigningRoots(digests);
  }

  boolean contains(ContentDigest digest) {
    return digests.contains(digest);
  }

  private static Optional<X509Certificate> root(X509Certificate last, TrustAnchors anchors) {
    return anchors.codeSigning().stream().filter(a -> TrustAnchors.issued(a, last)).findFirst();
  }

  private static ContentDigest digest(X509Certificate certificate) {
    try {
      return ContentDigest.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }

  @Override
  public String toString() {
    return String.join(" or ", digests.stream().map(ContentDigest::hex).toList());
  }
}

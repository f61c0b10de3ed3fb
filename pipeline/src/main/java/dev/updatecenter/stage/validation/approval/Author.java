package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who handed something in, as far as a signature says so. Nobody approves their own.
 *
 * @param names what policy.yaml calls the owners of the certificate
 * @param keys SHA-256 of the certificate and, where it could sign an approval too, its key's id
 */
public record Author(Set<String> names, Set<ContentDigest> keys) {
  /** No signature says who. */
  public static final Author UNKNOWN = new Author(Set.of(), Set.of());

  /** Copies. */
  public Author {
    names = Set.copyOf(names);
    keys = Set.copyOf(keys);
  }

  /** The owner of the certificate that a submission is signed with. */
  public static Author of(X509Certificate certificate, Policy policy) {
    Set<ContentDigest> keys = new HashSet<>();
    ContentDigest sha256 = sha256(certificate);
    keys.add(sha256);
    keyId(certificate).ifPresent(keys::add);
    return new Author(
        policy.submitters().entrySet().stream()
            .filter(submitter -> submitter.getValue().equals(sha256))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()),
        keys);
  }

  /**
   * Whether somebody is this author: by name, in capitals or not, or because one of their keys is
   * the author's, whichever key they sign with now.
   */
  public boolean is(Person person) {
    return names.stream().anyMatch(person.name()::equalsIgnoreCase)
        || person.keys().stream().anyMatch(keys::contains);
  }

  /** An RSA key has no id among those that sign approvals, and cannot sign one. */
  private static Optional<ContentDigest> keyId(X509Certificate certificate) {
    try {
      return Optional.of(TufKey.of(certificate.getPublicKey()).id());
    } catch (IllegalArgumentException ofAnotherKind) {
      return Optional.empty();
    }
  }

  private static ContentDigest sha256(X509Certificate certificate) {
    try {
      return ContentDigest.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not an encodable certificate", e);
    }
  }
}

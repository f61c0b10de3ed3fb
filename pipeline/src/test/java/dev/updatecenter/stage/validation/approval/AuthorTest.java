package dev.updatecenter.stage.validation.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.testing.TestCertificates;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorTest {
  private final TestCertificates certificates = new TestCertificates(Instant.EPOCH);

  @Test
  void isEverySubmitterOfTheCertificateByNameAndByKey() throws Exception {
    X509Certificate certificate = certificates.leaf().chain().get(0);
    ContentDigest sha256 = ContentDigest.of(certificate.getEncoded());
    Author author = Author.of(certificate, policy(Map.of("Ann", sha256, "Dee", digest())));

    assertThat(author.names()).containsExactly("Ann");
    assertThat(author.is(person("ann", digest()))).isTrue();
    assertThat(author.is(person("dee", digest()))).isFalse();
    assertThat(author.is(person("bob", TufKey.of(certificate.getPublicKey()).id()))).isTrue();
    assertThat(author.is(person("bob", sha256))).isTrue();
  }

  @Test
  void ofAnRsaCertificateNoKeyCouldApproveAndItsOwnerStillIsTheAuthor() throws Exception {
    KeyPair rsa = TestCertificates.keys("RSA", 3072);
    X509Certificate certificate = certificates.leaf().keys(rsa).chain().get(0);
    ContentDigest sha256 = ContentDigest.of(certificate.getEncoded());

    Author author = Author.of(certificate, policy(Map.of("ann", sha256)));

    assertThat(author.keys()).containsExactly(sha256);
    assertThat(author.is(person("ann", digest()))).isTrue();
  }

  @Test
  void unknownIsNobody() {
    assertThat(Author.UNKNOWN.is(person("ann", digest()))).isFalse();
  }

  private static Policy policy(Map<String, ContentDigest> submitters) {
    return new Policy(Policy.Profile.LAB, digest(), submitters, Map.of(), 1);
  }

  private static Person person(String name, ContentDigest key) {
    return new Person(name, Set.of(key), Set.of(Person.Role.APPROVER));
  }

  private static ContentDigest digest() {
    return ApprovalWorld.digest("another");
  }
}

package dev.updatecenter.stage.validation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.PublisherRegistry;
import dev.updatecenter.stage.validation.PublisherRegistry.Publisher;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestDatabase;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcPublisherRegistryTest {
  private static final Instant FIRST = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Instant LATER = FIRST.plusSeconds(60);
  private static final ProductName PRODUCT = new ProductName("TestKiosk");

  private final TestDatabase database = TestDatabase.open();
  private final TestCertificates issuer = new TestCertificates(FIRST);
  private final X509Certificate certificate = issuer.leaf().chain().get(0);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void registeredCertificateIsListedForItsProductOnly() throws Exception {
    at(FIRST).register(PRODUCT, certificate);

    assertThat(at(LATER).list(PRODUCT))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.certificate()).isEqualTo(certificate);
              assertThat(p.sha256()).isEqualTo(ContentDigest.of(certificate.getEncoded()));
              assertThat(p.registeredAt()).isEqualTo(FIRST);
              assertThat(p.retiredAt()).isEmpty();
            });
    assertThat(at(LATER).list(new ProductName("Other"))).isEmpty();
  }

  @Test
  void retiredCertificateStaysListedWithItsEnd() throws Exception {
    at(FIRST).register(PRODUCT, certificate);

    assertThat(at(LATER).retire(PRODUCT, digest())).isTrue();
    assertThat(at(LATER).retire(PRODUCT, digest())).as("a second time").isFalse();
    assertThat(at(LATER).list(PRODUCT))
        .extracting(Publisher::retiredAt)
        .first()
        .isEqualTo(Optional.of(LATER));
  }

  @Test
  void unknownCertificateCannotBeRetired() throws Exception {
    at(FIRST).register(PRODUCT, certificate);

    assertThat(at(LATER).retire(PRODUCT, ContentDigest.of(new byte[0]))).isFalse();
    assertThat(at(LATER).retire(new ProductName("Other"), digest())).isFalse();
    assertThat(at(LATER).list(PRODUCT).get(0).retiredAt()).isEmpty();
  }

  @Test
  void registeringAgainTakesTheRetirementBackAndKeepsTheDate() throws Exception {
    at(FIRST).register(PRODUCT, certificate);
    at(LATER).retire(PRODUCT, digest());
    at(LATER).register(PRODUCT, certificate);
    at(LATER).register(PRODUCT, certificate);

    assertThat(at(LATER).list(PRODUCT))
        .singleElement()
        .satisfies(p -> assertThat(p.registeredAt()).isEqualTo(FIRST))
        .satisfies(p -> assertThat(p.retiredAt()).isEmpty());
  }

  @Test
  void oldestComesFirst() {
    X509Certificate second = issuer.leaf().chain().get(0);
    at(LATER).register(PRODUCT, second);
    at(FIRST).register(PRODUCT, certificate);

    assertThat(at(LATER).list(PRODUCT))
        .extracting(Publisher::certificate)
        .containsExactly(certificate, second);
  }

  @Test
  void subjectLongerThanAnyColumnDoesNotMatter() {
    String subject = TestCertificates.EV_SUBJECT + ", OU=" + "long ".repeat(120);
    X509Certificate longest = issuer.leaf().subject(subject).chain().get(0);
    at(FIRST).register(PRODUCT, longest);

    assertThat(at(LATER).list(PRODUCT)).extracting(Publisher::certificate).containsExactly(longest);
  }

  private ContentDigest digest() throws Exception {
    return ContentDigest.of(certificate.getEncoded());
  }

  private PublisherRegistry at(Instant now) {
    return new JdbcPublisherRegistry(database.jdbc(), Clock.fixed(now, ZoneOffset.UTC));
  }
}

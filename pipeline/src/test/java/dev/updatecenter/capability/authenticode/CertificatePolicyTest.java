package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestCertificates.Leaf;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CertificatePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final TestCertificates CERTIFICATES = new TestCertificates(NOW);
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Duration JUST_61 = Duration.ofDays(62).minusSeconds(1);
  private static final Instant BEFORE_CHANGE = Instant.parse("2026-02-28T23:59:59Z");

  static Stream<Arguments> spoiltLeaves() {
    return Stream.of(
        spoilt("a right one", "", l -> l),
        spoilt("no EV policy", "UC4001", l -> l.policy("2.23.140.1.4.1")),
        spoilt("no EV subject", "UC4002", l -> l.subject("CN=Contoso TEST, C=US")),
        spoilt("RSA-2048", "UC4003", l -> l.keys(TestCertificates.keys("RSA", 2048))),
        spoilt("signed with SHA-1", "UC4004", l -> l.hash("SHA1")),
        spoilt(
            "lifetime signing",
            "UC4007",
            l -> l.usages("1.3.6.1.5.5.7.3.3", "1.3.6.1.4.1.311.10.3.13")),
        spoilt("no codeSigning", "UC4021", l -> l.usages("1.3.6.1.5.5.7.3.1")),
        spoilt(
            "expired", "UC4022", l -> l.valid(NOW.minus(Duration.ofDays(9)), Duration.ofDays(8))),
        spoilt(
            "not yet valid",
            "UC4022",
            l -> l.valid(NOW.plus(Duration.ofDays(1)), Duration.ofDays(100))),
        spoilt("61 days left", "", l -> l.valid(YESTERDAY, Duration.ofDays(62))),
        spoilt("60 days left", "UC4008", l -> l.valid(YESTERDAY, Duration.ofDays(61))),
        spoilt("460 days", "", l -> l.valid(YESTERDAY, Duration.ofDays(460))),
        spoilt("461 days", "UC4006", l -> l.valid(YESTERDAY, Duration.ofDays(461))),
        spoilt("61 days left but for a second", "UC4008", l -> l.valid(YESTERDAY, JUST_61)),
        spoilt(
            "39 months, issued in the last second before the change",
            "",
            l -> l.valid(BEFORE_CHANGE, Duration.ofDays(1185))),
        spoilt(
            "a day more, issued then",
            "UC4006",
            l -> l.valid(BEFORE_CHANGE, Duration.ofDays(1186))),
        spoilt("P-521", "", l -> l.keys(TestCertificates.keys("EC", 521))),
        spoilt("RSA-3072", "", l -> l.keys(TestCertificates.keys("RSA", 3072))),
        spoilt(
            "38 months, issued before the change",
            "",
            l -> l.valid(Instant.parse("2026-02-01T00:00:00Z"), Duration.ofDays(38 * 30))),
        spoilt(
            "40 months, issued before the change",
            "UC4006",
            l -> l.valid(Instant.parse("2026-02-01T00:00:00Z"), Duration.ofDays(40 * 31))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoiltLeaves")
  void findsExactlyWhatIsWrong(String name, String code, UnaryOperator<Leaf> spoil) {
    List<X509Certificate> chain = spoil.apply(CERTIFICATES.leaf()).chain();
    assertThat(check(chain, anchors(), Profile.LAB))
        .as(name)
        .extracting(Finding::code)
        .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
  }

  @Test
  void tooLongAndSoonEndingCertificatesOnlyWarn() {
    List<X509Certificate> chain =
        CERTIFICATES.leaf().valid(NOW.minus(Duration.ofDays(9000)), Duration.ofDays(9010)).chain();
    assertThat(check(chain, anchors(), Profile.LAB))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING, Severity.WARNING);
  }

  @Test
  void productionRefusesTestCertificates() {
    assertThat(check(CERTIFICATES.leaf().chain(), anchors(), Profile.PRODUCTION))
        .extracting(Finding::code)
        .containsOnly("UC4009", "UC4011");
  }

  @Test
  void theWordTestIsSeenWhateverStandsBesideIt() {
    List<X509Certificate> chain = CERTIFICATES.leaf().subject("CN=Contoso_TEST-7, C=US").chain();
    assertThat(check(chain, anchors(), Profile.PRODUCTION))
        .filteredOn(finding -> finding.code().equals("UC4009"))
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("Contoso_TEST-7"));
  }

  @ParameterizedTest
  @CsvSource({"FILE, PRODUCTION, true", "FILE, LAB, false", "TOKEN, PRODUCTION, false"})
  void productionRefusesKeysInFiles(Custody custody, Profile profile, boolean refused) {
    assertThat(
            new CertificatePolicy()
                .check(CERTIFICATES.leaf().chain(), Optional.of(custody), anchors(), NOW, profile))
        .extracting(Finding::code)
        .satisfies(codes -> assertThat(codes.contains("UC4010")).isEqualTo(refused));
  }

  @Test
  void trustsNothingThatIsNotConfigured() {
    TrustAnchors nobody = new TrustAnchors(Set.of(), Set.of(), List.of());
    assertThat(check(CERTIFICATES.leaf().chain(), nobody, Profile.LAB))
        .extracting(Finding::code)
        .contains("UC4020");
  }

  private static List<Finding> check(
      List<X509Certificate> chain, TrustAnchors anchors, Profile profile) {
    return new CertificatePolicy().check(chain, anchors, NOW, profile);
  }

  private static TrustAnchors anchors() {
    return new TrustAnchors(Set.of(CERTIFICATES.root()), Set.of(), List.of());
  }

  private static Arguments spoilt(String name, String code, UnaryOperator<Leaf> spoil) {
    return Arguments.of(name, code, spoil);
  }
}

package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.revocation.OcspFile;
import dev.updatecenter.capability.authenticode.revocation.OcspResponder;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.TestAuthority;
import dev.updatecenter.testing.TestCertificates;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant WEEK = NOW.plus(Duration.ofDays(7));
  private static final TestAuthority AUTHORITY =
      new TestAuthority("Contoso TEST revocation root", NOW);
  private static final X509Certificate LEAF = AUTHORITY.leaf(7);

  @Test
  void aRevokedCertificateDoesNotSign() throws Exception {
    byte[] crl =
        AUTHORITY.crl(
            b ->
                b.addCRLEntry(
                    BigInteger.valueOf(7),
                    Date.from(NOW.minusSeconds(1)),
                    CRLReason.keyCompromise));

    assertThat(check(NOW, lists(crl)))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC4023"))
        .satisfies(f -> assertThat(f.why()).contains("keyCompromise"));
    assertThat(check(NOW, lists(AUTHORITY.crl(b -> {})))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "604800, ''", "604801, UC4025"})
  void aListIsGoodForSigningUntilItsNextUpdate(long seconds, String code) throws Exception {
    assertThat(check(NOW.plusSeconds(seconds), lists(AUTHORITY.crl(b -> {}))))
        .extracting(Finding::code)
        .containsExactlyElementsOf(code.isEmpty() ? List.of() : List.of(code));
  }

  /** At: when it was signed, in days from the list; now: when it is judged. */
  @ParameterizedTest
  @CsvSource({"-5, 1, ''", "-5, 8, WARNING", "6, 8, WARNING", "8, 9, ERROR", "8, 8, ERROR"})
  void aSignatureYoungerThanAllThatIsKnownIsRefused(int at, int now, String severity)
      throws Exception {
    List<Finding> findings =
        new Revocation(
                lists(AUTHORITY.crl(b -> {})),
                NOW.plus(Duration.ofDays(at)),
                NOW.plus(Duration.ofDays(now)),
                "TEST")
            .check(List.of(LEAF, AUTHORITY.certificate()))
            .findings();

    assertThat(findings)
        .extracting(f -> f.code() + f.severity())
        .containsExactlyElementsOf(severity.isEmpty() ? List.of() : List.of("UC4025" + severity));
  }

  @ParameterizedTest
  @CsvSource({"-300, ''", "-301, UC4026"})
  void aListOfTheFutureIsRefused(long seconds, String code) throws Exception {
    assertThat(check(NOW.plusSeconds(seconds), lists(AUTHORITY.crl(b -> {}))))
        .extracting(Finding::code)
        .containsExactlyElementsOf(code.isEmpty() ? List.of() : List.of(code));
  }

  @Test
  void judgedAsOfThePastAListIsNotOfTheFuture() throws Exception {
    RevocationSources read =
        RevocationSources.of(List.of(RevocationList.parse(AUTHORITY.crl(b -> {}))), NOW);
    Instant past = NOW.minus(Duration.ofDays(10));

    assertThat(
            new Revocation(read, past, past, "TEST")
                .check(List.of(LEAF, AUTHORITY.certificate()))
                .findings())
        .isEmpty();
  }

  @Test
  void aForgedListIsRefusedAlsoBesideAGoodOne() throws Exception {
    byte[] forged = AUTHORITY.crl(NOW, WEEK, TestCertificates.keys("EC", 256), b -> {});

    assertThat(check(NOW, lists(forged, AUTHORITY.crl(b -> {}))))
        .extracting(Finding::code)
        .containsExactly("UC4024");
  }

  @Test
  void onlyProductionWantsWordOnRevocationWhereNoneIsConfigured() {
    assertThat(check(NOW, RevocationSources.NONE)).isEmpty();
    assertThat(
            new CertificatePolicy()
                .check(chain(), anchors(RevocationSources.NONE), NOW, Profile.PRODUCTION))
        .extracting(Finding::code, Finding::severity)
        .contains(tuple("UC4011", Severity.WARNING));
  }

  @Test
  void aSourceThatFailsIsAnErrorWhereNothingElseSpeaks() throws Exception {
    Finding fault = Finding.warning("UC4071", "http://crl.example", "cannot be had");
    RevocationSources none =
        new RevocationSources(List.of(), List.of(), List.of(fault), list -> {}, NOW);
    RevocationSources other =
        new RevocationSources(
            List.of(RevocationList.parse(AUTHORITY.crl(b -> {}))),
            List.of(),
            List.of(fault),
            list -> {},
            NOW);

    assertThat(check(NOW, none))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(tuple("UC4011", Severity.ERROR), tuple("UC4071", Severity.WARNING));
    assertThat(check(NOW, other)).extracting(Finding::code).containsExactly("UC4071");
  }

  @Test
  void anOcspAnswerCountsAsAListDoes() {
    byte[] good = AUTHORITY.ocsp(LEAF, CertificateStatus.GOOD);
    byte[] revoked =
        AUTHORITY.ocsp(
            LEAF, new RevokedStatus(Date.from(NOW.minusSeconds(9)), CRLReason.superseded));

    assertThat(check(NOW, responders(good))).isEmpty();
    assertThat(check(NOW, responders(revoked))).extracting(Finding::code).containsExactly("UC4023");
    assertThat(check(NOW.plus(Duration.ofDays(2)), responders(good)))
        .as("a replayed old answer")
        .extracting(Finding::code)
        .containsExactly("UC4025");
  }

  @Test
  void anAnswerThatSaysNothingLeavesTheCertificateUnknown() {
    byte[] unknown = AUTHORITY.ocsp(LEAF, new UnknownStatus());
    byte[] other = AUTHORITY.ocsp(AUTHORITY.leaf(8), CertificateStatus.GOOD);
    byte[] forged =
        AUTHORITY.ocsp(
            LEAF,
            CertificateStatus.GOOD,
            NOW,
            WEEK,
            TestCertificates.keys("EC", 256),
            List.of(),
            b -> {});

    assertThat(check(NOW, responders(unknown)))
        .extracting(Finding::code)
        .containsExactly("UC4011", "UC4027");
    assertThat(check(NOW, responders(other))).extracting(Finding::code).containsExactly("UC4011");
    assertThat(check(NOW, responders(forged)))
        .extracting(Finding::code)
        .containsExactly("UC4011", "UC4028");
  }

  private static List<Finding> check(Instant now, RevocationSources sources) {
    return new CertificatePolicy().check(chain(), anchors(sources), now, Profile.LAB);
  }

  private static List<X509Certificate> chain() {
    return List.of(LEAF, AUTHORITY.certificate());
  }

  private static TrustAnchors anchors(RevocationSources sources) {
    return new TrustAnchors(Set.of(AUTHORITY.certificate()), Set.of(), sources);
  }

  private static RevocationSources lists(byte[]... lists) throws Exception {
    List<RevocationList> parsed = new java.util.ArrayList<>();
    for (byte[] each : lists) {
      parsed.add(RevocationList.parse(each));
    }
    return RevocationSources.of(parsed, Instant.EPOCH);
  }

  private static RevocationSources responders(byte[] answer) {
    OcspResponder file = new OcspFile("answer.der", answer, Optional.of(AUTHORITY.certificate()));
    return new RevocationSources(List.of(), List.of(file), List.of(), list -> {}, Instant.EPOCH);
  }
}

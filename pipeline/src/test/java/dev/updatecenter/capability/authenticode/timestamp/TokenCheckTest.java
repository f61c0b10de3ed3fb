package dev.updatecenter.capability.authenticode.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestTokens;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenCheckTest {
  private static final Instant NOW = Instant.parse("2027-01-02T03:04:05Z");
  private static final TestCertificates ISSUER = new TestCertificates(NOW);
  private static final KeyPair KEYS = TestCertificates.keys("EC", 256);

  private final TimestampQuery query = TimestampQuery.of(new byte[] {1, 2, 3}, new SecureRandom());
  private final TokenCheck check =
      new TokenCheck(
          new TrustAnchors(Set.of(), Set.of(ISSUER.root()), List.of()),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void passesRightToken() {
    assertThatCode(() -> judge(new TestTokens(ISSUER, NOW))).doesNotThrowAnyException();
  }

  @Test
  void passesTokenAtTheEdgeOfTheTolerance() {
    Duration edge = TokenCheck.TOLERANCE.minusSeconds(1);
    assertThatCode(() -> judge(new TestTokens(ISSUER, NOW).late(edge))).doesNotThrowAnyException();
    assertThatCode(() -> judge(new TestTokens(ISSUER, NOW).late(edge.negated())))
        .doesNotThrowAnyException();
  }

  static List<Arguments> bad() {
    return List.of(
        bad("LYING", "the nonce differs", TestTokens::otherNonce),
        bad("LYING", "the nonce differs", TestTokens::withoutNonce),
        bad("LYING", "about another signature", TestTokens::otherImprint),
        bad("LYING", "imprint is SHA-1", TestTokens::sha1Imprint),
        bad("LYING", "does not name the certificate", TestTokens::otherEss),
        bad("LYING", "does not name the certificate", TestTokens::withoutEss),
        bad("LYING", "certificate is not embedded", TestTokens::withoutCertificates),
        bad("LYING", "more than one signer", TestTokens::twoSigners),
        bad("LYING", "version 2", t -> t.version(2)),
        bad("LYING", "the signer's key did not make it", TokenCheckTest::otherKey),
        bad("LYING", "only known to 400 s", t -> t.accuracy(Duration.ofSeconds(400))),
        bad("UNTRUSTED", "not for timestamps alone", t -> leaf(t, l -> l.usages(CODE, STAMPS))),
        bad("UNTRUSTED", "not for timestamps alone", t -> leaf(t, l -> l.usages(CODE))),
        bad("UNTRUSTED", "not for timestamps alone", TokenCheckTest::uncritical),
        bad("UNTRUSTED", "no trusted root", TokenCheckTest::stranger),
        bad("UNTRUSTED", "is valid from", TokenCheckTest::expired),
        bad("OTHER_TIME", "2027-01-02T02:04:05Z", t -> t.late(Duration.ofHours(-1))),
        bad("OTHER_TIME", "one of them is wrong", t -> t.late(Duration.ofMinutes(6))),
        bad("OTHER_TIME", "one of them is wrong", t -> t.late(Duration.ofDays(30))));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("bad")
  void refuses(AuthorityFault.Kind kind, String why, UnaryOperator<TestTokens> spoil) {
    AuthorityFault fault =
        catchThrowableOfType(
            AuthorityFault.class, () -> judge(spoil.apply(new TestTokens(ISSUER, NOW))));
    assertThat(fault).isNotNull();
    assertThat(fault.why()).contains(why);
    assertThat(fault.kind()).isEqualTo(kind);
  }

  @Test
  void nonceIsAnotherOneEachTimeAndLong() {
    Set<BigInteger> nonces = new HashSet<>();
    int bits = 0;
    for (int i = 0; i < 100; i++) {
      BigInteger nonce = TimestampQuery.of(new byte[1], new SecureRandom()).nonce();
      nonces.add(nonce);
      bits = Math.max(bits, nonce.bitLength());
      assertThat(nonce).isNotNegative();
    }
    assertThat(nonces).hasSize(100);
    assertThat(bits).isBetween(60, 64);
  }

  private void judge(TestTokens tokens) throws AuthorityFault {
    check.check(TimestampReply.token(tokens.reply(query.der())), query);
  }

  private static final String CODE = "1.3.6.1.5.5.7.3.3";
  private static final String STAMPS = TestTokens.TIME_STAMPING;

  private static Arguments bad(String kind, String why, UnaryOperator<TestTokens> spoil) {
    return Arguments.of(AuthorityFault.Kind.valueOf(kind), why, spoil);
  }

  private static TestTokens leaf(TestTokens tokens, UnaryOperator<TestCertificates.Leaf> change) {
    return tokens.of(KEYS, change.apply(TestTokens.authority(ISSUER, KEYS)).chain());
  }

  private static TestTokens otherKey(TestTokens tokens) {
    return tokens.of(TestCertificates.keys("EC", 256), TestTokens.authority(ISSUER, KEYS).chain());
  }

  private static TestTokens uncritical(TestTokens tokens) {
    return tokens.of(KEYS, ISSUER.leaf().keys(KEYS).usages(STAMPS).chain());
  }

  private static TestTokens stranger(TestTokens tokens) {
    return tokens.of(KEYS, TestTokens.authority(new TestCertificates(NOW), KEYS).chain());
  }

  private static TestTokens expired(TestTokens tokens) {
    return leaf(tokens, l -> l.valid(NOW.minus(Duration.ofDays(40)), Duration.ofDays(30)));
  }
}

package dev.updatecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search that a test of secrets relies on finds what was planted. */
class SecretSearchTest {
  private static final String PASSWORD = "TEST-correct-horse-9";
  private static final KeyPair RSA = TestCertificates.keys("RSA", 2048);
  private static final KeyPair EC = TestCertificates.keys("EC", 256);

  private final SecretSearch search =
      new SecretSearch()
          .text("password", PASSWORD)
          .key("release", RSA.getPrivate())
          .key("role", EC.getPrivate());

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void findsAPasswordInAnyCharset(String charset) throws Exception {
    assertThat(search.in(planted(("x" + PASSWORD + "y").getBytes(charset)))).isNotEmpty();
  }

  @Test
  void findsAPasswordEncoded() {
    byte[] bytes = PASSWORD.getBytes(StandardCharsets.UTF_8);
    assertThat(search.in(HexFormat.of().formatHex(bytes))).isNotEmpty();
    assertThat(search.in(HexFormat.of().withUpperCase().formatHex(bytes))).isNotEmpty();
    for (String before : new String[] {"", "a", "ab"}) {
      byte[] longer = (before + PASSWORD + "\n").getBytes(StandardCharsets.UTF_8);
      assertThat(search.in(Base64.getEncoder().encodeToString(longer))).isNotEmpty();
      assertThat(search.in(Base64.getUrlEncoder().encodeToString(longer))).isNotEmpty();
    }
  }

  @Test
  void findsKeysInTheirEncodingsAndNumbers() {
    for (PrivateKey key : new PrivateKey[] {RSA.getPrivate(), EC.getPrivate()}) {
      byte[] der = key.getEncoded();
      assertThat(search.in(planted(der))).as("DER").isNotEmpty();
      assertThat(search.in(Base64.getMimeEncoder().encodeToString(der))).as("PEM").isNotEmpty();
      assertThat(search.in(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)))
          .as("PEM of 64")
          .isNotEmpty();
      assertThat(search.in(HexFormat.of().formatHex(der))).as("hex").isNotEmpty();
    }
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) RSA.getPrivate();
    assertThat(search.in("d=" + rsa.getPrivateExponent())).containsExactly("release d decimal");
    assertThat(search.in("q=" + rsa.getPrimeQ().toString(16))).contains("release q hex");
    assertThat(search.in("qInv=" + rsa.getCrtCoefficient())).isNotEmpty();
    assertThat(search.in("s=" + ((ECPrivateKey) EC.getPrivate()).getS())).isNotEmpty();
  }

  @Test
  void findsNothingInPublicHalvesAndOtherKeys() {
    assertThat(search.in(RSA.getPublic().getEncoded())).isEmpty();
    assertThat(search.in(Base64.getEncoder().encode(EC.getPublic().getEncoded()))).isEmpty();
    assertThat(search.in(TestCertificates.keys("EC", 256).getPrivate().getEncoded())).isEmpty();
  }

  @Test
  void namesTheFileAndLooksOnlyWhereItIsTold(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("a.db"), planted(PASSWORD.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(folder.resolve(PASSWORD + ".txt"), "by name");
    assertThat(search.in(folder, file -> true)).hasSize(2).anyMatch(f -> f.contains("a.db: "));
    assertThat(search.in(folder, file -> file.endsWith("b.db"))).isEmpty();
  }

  /** Amid other bytes. */
  private static byte[] planted(byte[] secret) {
    byte[] noise = new byte[3001];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(noise);
    all.writeBytes(secret);
    all.writeBytes(Arrays.copyOf(noise, 77));
    return all.toByteArray();
  }
}

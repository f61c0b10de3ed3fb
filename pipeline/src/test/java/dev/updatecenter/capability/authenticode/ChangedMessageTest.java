package dev.updatecenter.capability.authenticode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.SignedMessage;
import dev.updatecenter.testing.TestCertificates;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A signed catalog is its message alone: what becomes of it when the message is put together anew.
 */
class ChangedMessageTest {
  private static final String TOKEN = "1.3.6.1.4.1.311.3.3.1";
  private static final String NESTED = "1.3.6.1.4.1.311.2.4.1";
  private static final ASN1ObjectIdentifier SHA_256 =
      new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1");

  private final DefaultAuthenticodeVerifier verifier =
      new DefaultAuthenticodeVerifier(Clock.systemUTC());

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path dir;

  private SignedMessage message;

  @BeforeEach
  void sign() throws IOException {
    message = new SignedMessage(Files.readAllBytes(SignedSample.CAT.signed(dir)));
  }

  @Test
  void messagePutTogetherAsItWasIsValid() throws IOException {
    assertThat(judged().findings()).isEmpty();
  }

  @Test
  void twoSignersAreRefused() throws IOException {
    message.signTwice();
    assertThat(judged().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judged().findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("UC4032");
              assertThat(f.message()).contains("more than one signer");
            });
  }

  @Test
  void tokenWithTwoSignersIsNoTimestamp() throws IOException {
    message.unsigned(TOKEN, new SignedMessage(token()).signTwice().bytes());
    assertThat(codes()).contains("UC4035");
    assertThat(judged().timestamp()).isEmpty();
  }

  @Test
  void hashIsNamedWithOrWithoutNull() throws IOException {
    message.digest(new AlgorithmIdentifier(SHA_256));
    assertThat(codes()).isEmpty();
    message.digest(new AlgorithmIdentifier(SHA_256, DERNull.INSTANCE));
    assertThat(codes()).isEmpty();
    message.digest(new AlgorithmIdentifier(SHA_256, SHA_256));
    assertThat(codes()).containsExactly("UC4032");
  }

  @Test
  void nestedSignatureOfTheSameSignerIsGood() throws IOException {
    message.unsigned(NESTED, nested(SignedSample.CAT.signed(dir)));
    assertThat(codes()).isEmpty();
  }

  @Test
  void nestedSignatureByAStrangerIsNoBetterThanAnyOfHis() throws IOException {
    KeyPair keys = TestCertificates.keys("RSA", 3072);
    Path file = SignedSample.CAT.unsigned(dir, SignedSample.PUBLISHER);
    TestLab.signer(
            SigningKey.ofFile(
                keys.getPrivate(), new TestCertificates(Instant.now()).leaf().keys(keys).chain()))
        .sign(file, "TEST");
    message.unsigned(NESTED, nested(file));
    assertThat(codes()).containsOnlyOnce("UC4020");
    assertThat(judged().verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void nestedSignatureOfAnotherFileIsRefused() throws IOException {
    Path other = Files.write(dir.resolve("b.exe"), new byte[0]);
    Files.copy(SignedSample.EXE.signed(dir), other, StandardCopyOption.REPLACE_EXISTING);
    byte[] table = Files.readAllBytes(other);
    message.unsigned(NESTED, certificateTable(table));
    assertThat(judged().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(codes()).contains("UC4032");
  }

  @Test
  void nestedCatalogOfOtherMembersIsRefused() throws IOException {
    Path other = Files.write(dir.resolve("b.cat"), Catalogs.of(Map.of("b.txt", new byte[4])));
    TestLab.signer().sign(other, "TEST");
    message.unsigned(NESTED, nested(other));
    assertThat(codes()).containsExactly("UC4032");
  }

  @Test
  void counterSignatureThatIsNoTokenIsRefused() throws IOException {
    message.unsigned("1.2.840.113549.1.9.6", new byte[] {5, 0});
    assertThat(codes()).containsExactly("UC4034");
  }

  private byte[] token() throws IOException {
    return message.unsigned(TOKEN).getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DL);
  }

  private static byte[] nested(Path catalog) throws IOException {
    return Files.readAllBytes(catalog);
  }

  /** PE format: the message behind the eight bytes of its entry, without what fills it up. */
  private static byte[] certificateTable(byte[] image) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int at = b.getInt(b.getInt(0x3c) + 24 + 112 + 32) + 8;
    byte[] rest = Arrays.copyOfRange(image, at, image.length);
    return ASN1Primitive.fromByteArray(
            Arrays.copyOf(rest, 4 + ((rest[2] & 0xff) << 8 | (rest[3] & 0xff))))
        .getEncoded(ASN1Encoding.DL);
  }

  private List<String> codes() throws IOException {
    return judged().findings().stream().map(Finding::code).toList();
  }

  private SignatureVerdict judged() throws IOException {
    return verifier.verify(
        Files.write(dir.resolve("changed.cat"), message.bytes()), SignedSample.policy());
  }
}

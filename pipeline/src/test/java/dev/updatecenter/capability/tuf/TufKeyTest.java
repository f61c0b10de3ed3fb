package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.document.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TufKeyTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @Test
  void idIsTheDigestOfTheCanonicalKey() {
    TufKey key = EcdsaMetadataSigner.generate(new SecureRandom()).key();
    String pem = PublicKeyForm.pem(key.publicKey().orElseThrow());

    byte[] expected =
        ("{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\""
                + pem
                + "\"},\"scheme\":\"ecdsa-sha2-nistp256\"}")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(key.id()).isEqualTo(dev.updatecenter.kernel.core.ContentDigest.of(expected));
  }

  @Test
  void verifiesItsOwnSignatureAndNoOther() {
    EcdsaMetadataSigner signer = EcdsaMetadataSigner.generate(new SecureRandom());
    byte[] signature = signer.sign(MESSAGE);

    assertThat(signer.key().verifies(MESSAGE, signature)).isTrue();
    assertThat(signer.key().verifies(new byte[1], signature)).isFalse();
    assertThat(signer.key().verifies(MESSAGE, new byte[0])).isFalse();
    assertThat(EcdsaMetadataSigner.generate(new SecureRandom()).key().verifies(MESSAGE, signature))
        .isFalse();
  }

  /** RFC 8032 7.1, test 2. */
  @Test
  void verifiesEd25519() throws Exception {
    TufKey key =
        parse(
            "ed25519",
            "ed25519",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    byte[] signature =
        HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    assertThat(key.verifies(new byte[] {0x72}, signature)).isTrue();
    assertThat(key.verifies(new byte[] {0x73}, signature)).isFalse();
  }

  @Test
  void writesEd25519AsItReadsIt() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    TufKey key = TufKey.of(pair.getPublic());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(MESSAGE);

    TufKey read = TufKey.parse(MetadataFields.of(Json.read(Json.bytes(key.toPlain()), "k"), "k"));

    assertThat(read).isEqualTo(key);
    assertThat(read.verifies(MESSAGE, signature.sign())).isTrue();
  }

  @Test
  void aSchemeThatIsNotKnownVerifiesNothing() throws Exception {
    TufKey key = parse("rsa", "rsassa-pss-sha256", "whatever");

    assertThat(key.publicKey()).isEmpty();
    assertThat(key.verifies(MESSAGE, new byte[64])).isFalse();
  }

  @Test
  void refusesOtherCurvesAndBrokenKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair p384 = generator.generateKeyPair();

    assertThatThrownBy(() -> TufKey.of(p384.getPublic()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> parse("ecdsa", "ecdsa-sha2-nistp256", PublicKeyForm.pem(p384.getPublic())))
        .isInstanceOf(MalformedMetadataException.class);
    assertThatThrownBy(() -> parse("ecdsa", "ecdsa-sha2-nistp256", "-----BEGIN PUBLIC KEY-----"))
        .isInstanceOf(MalformedMetadataException.class);
    assertThatThrownBy(() -> parse("ed25519", "ed25519", "zz".repeat(32)))
        .isInstanceOf(MalformedMetadataException.class);
    assertThatThrownBy(() -> EcdsaMetadataSigner.ofPkcs8(p384.getPrivate().getEncoded()))
        .isInstanceOf(java.security.spec.InvalidKeySpecException.class);
  }

  private static TufKey parse(String type, String scheme, String value) throws Exception {
    byte[] json =
        Json.bytes(
            java.util.Map.of(
                "keytype", type, "scheme", scheme, "keyval", java.util.Map.of("public", value)));
    return TufKey.parse(MetadataFields.of(Json.read(json, "key"), "key"));
  }
}

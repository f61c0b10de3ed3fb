package dev.updatecenter.capability.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageDigestTest {
  // SignableSamples.executable: PE32+ at 80h.
  private static final int PE = 0x80;
  private static final int OPTIONAL = PE + 24;
  private static final int CHECKSUM = OPTIONAL + 64;
  private static final int COUNT = OPTIONAL + 108;
  private static final int DIRECTORY = OPTIONAL + 112 + 32;

  private final Path folder;

  ImageDigestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isWhatTheProgramsOwnVerifierFindsSigned() throws Exception {
    Path file = SignableSamples.executable(folder.resolve("a.sys"));
    Set<String> before = digests(Files.readAllBytes(file), 4096);
    TestLab.signer().sign(file, "Contoso TEST driver");
    TrustAnchors none = new TrustAnchors(Set.of(), Set.of(), List.of());
    Optional<String> verified =
        new DefaultAuthenticodeVerifier(Clock.systemUTC())
            .verify(file, new VerificationPolicy(none, Optional.empty(), false, false))
            .digest();
    assertThat(before).containsExactly(verified.orElseThrow());
    assertThat(digests(Files.readAllBytes(file), 4096)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 511, 4096})
  void doesNotDependOnHowTheBytesArrive(int block) throws Exception {
    byte[] image = image();
    assertThat(digests(image, block)).isEqualTo(digests(image, image.length)).hasSize(1);
  }

  @Test
  void leavesOutTheChecksumAndTheDirectoryEntryAndNothingElse() throws Exception {
    byte[] image = image();
    Set<String> plain = digests(image, 64);
    for (int at = 0; at < image.length; at++) {
      byte[] changed = image.clone();
      changed[at] ^= 0x20;
      boolean leftOut =
          (at >= CHECKSUM && at < CHECKSUM + 4) || (at >= DIRECTORY && at < DIRECTORY + 4);
      // Other bytes of the headers may make it no image at all: then it has no such digest.
      if (at < PE || at >= DIRECTORY + 8 || leftOut) {
        assertThat(digests(changed, 64).equals(plain)).as("byte " + at).isEqualTo(leftOut);
      }
    }
  }

  @Test
  void digestsAnImageWithoutAPlaceForSignatures() throws Exception {
    byte[] image = image();
    little(image).putInt(COUNT, 4);
    Set<String> digest = digests(image, 64);
    image[DIRECTORY] = 1;
    assertThat(digests(image, 64)).hasSize(1).isNotEqualTo(digest);
  }

  @Test
  void knowsAnImageOfOddLengthWithAndWithoutTheZerosThatSigningAdds() throws Exception {
    byte[] odd = Arrays.copyOf(image(), 1021);
    assertThat(digests(odd, 64)).hasSize(2).containsAll(digests(Arrays.copyOf(odd, 1024), 64));
  }

  @Test
  void takesWhatOnlyLooksLikeAnImageForAFile() throws Exception {
    assertThat(digests(new byte[0], 1)).isEmpty();
    assertThat(digests("MZ".getBytes(StandardCharsets.US_ASCII), 1)).isEmpty();
    assertThat(digests(Arrays.copyOf(image(), 300), 64)).isEmpty();
    byte[] far = image();
    little(far).putInt(0x3c, 0x7fffffff);
    assertThat(digests(far, 64)).isEmpty();
    little(far).putInt(0x3c, -1);
    assertThat(digests(far, 64)).isEmpty();
    byte[] table = image();
    little(table).putInt(DIRECTORY, 0).putInt(DIRECTORY + 4, 512);
    assertThat(digests(table, 64)).as("a table over the headers").isEmpty();
  }

  private byte[] image() throws IOException {
    return Files.readAllBytes(SignableSamples.executable(folder.resolve("image.exe")));
  }

  private static Set<String> digests(byte[] bytes, int block) {
    ImageDigest digest = new ImageDigest(MemberHash.SHA256);
    for (int at = 0; at < bytes.length; at += block) {
      digest.update(bytes, at, Math.min(block, bytes.length - at));
    }
    MemberFile file = digest.finish("a", "whole");
    return file.kind() == MemberKind.IMAGE ? file.digests() : Set.of();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

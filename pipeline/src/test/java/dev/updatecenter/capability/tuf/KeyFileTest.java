package dev.updatecenter.capability.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.Programs;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private final KeyFile file;

  KeyFileTest(@TempDir Path folder) {
    file = new KeyFile(folder.resolve("keys"), "rollout");
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void loadsTheKeyThatWasGenerated(KeyAlgorithm algorithm) throws Exception {
    MetadataSigner generated = file.generate(algorithm, new SecureRandom());
    MetadataSigner loaded = file.load();

    assertThat(loaded.key()).isEqualTo(generated.key());
    assertThat(generated.key().verifies(new byte[1], loaded.sign(new byte[1]))).isTrue();
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    file.generate(new SecureRandom());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    try (var left = Files.list(file.path().getParent())) {
      assertThat(left).containsExactly(file.path());
    }
  }

  @Test
  void neverWritesOverAKey() throws Exception {
    TufKey key = file.generate(new SecureRandom()).key();

    assertThatThrownBy(() -> file.generate(new SecureRandom()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file.load().key()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC -pkeyopt ec_paramgen_curve:P-256", "ED25519"})
  void readsAKeyThatOpensslMade(String algorithm) throws Exception {
    openssl("genpkey", "-algorithm", algorithm, "-out", file.path());
    String publicHalf = openssl("pkey", "-in", file.path(), "-pubout");

    assertThat(file.load().key().pem()).isEqualTo(publicHalf);
    Files.writeString(file.publicHalf().path(), publicHalf);
    assertThat(file.publicHalf().publicKey()).isEqualTo(file.load().key());
    assertThat(file.publicHalf().isPublicOnly()).isTrue();
    assertThat(file.isPublicOnly()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void opensslVerifiesWhatAKeyMadeHereSigned(KeyAlgorithm algorithm) throws Exception {
    MetadataSigner signer = file.generate(algorithm, new SecureRandom());
    file.publicHalf().keepPublic(signer.key());
    Path message = Files.writeString(file.path().resolveSibling("message"), "TEST");
    Path signature =
        Files.write(file.path().resolveSibling("sig"), signer.sign("TEST".getBytes(UTF_8)));

    String hash = algorithm == KeyAlgorithm.P256 ? "-digest sha256" : "";
    assertThat(
            openssl(
                ("pkeyutl -verify -rawin -pubin " + hash + " -inkey").strip(),
                file.publicHalf().path(),
                "-in",
                message,
                "-sigfile",
                signature))
        .contains("Verified Successfully");
  }

  /** Each argument may be several, separated by blanks, unless it is a path. */
  private String openssl(Object... arguments) throws Exception {
    Files.createDirectories(file.path().getParent());
    List<String> words = new ArrayList<>();
    for (Object each : arguments) {
      words.addAll(each instanceof String text ? List.of(text.split(" +")) : List.of("" + each));
    }
    Programs.Result result =
        Programs.run(Programs.require("openssl"), words.toArray(String[]::new));
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output();
  }

  @Test
  void refusesKeysOfOtherKinds() throws Exception {
    for (String algorithm :
        List.of("EC -pkeyopt ec_paramgen_curve:P-384", "RSA", "X25519", "ED448")) {
      openssl("genpkey", "-quiet", "-algorithm", algorithm, "-out", file.path());
      assertUnusable();
      String publicHalf = openssl("pkey", "-in", file.path(), "-pubout");
      Files.writeString(file.publicHalf().path(), publicHalf);
      assertThatThrownBy(file.publicHalf()::publicKey)
          .isInstanceOf(UpdateCenterException.class);
    }
  }

  @Test
  void saysWhichFileIsNoKey() throws Exception {
    assertUnusable();
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----\n");
    assertUnusable();
    Files.writeString(file.path(), "-----BEGIN PRIVATE KEY-----");
    assertUnusable();
  }

  @Test
  void refusesANameThatLeavesTheFolder() {
    assertThatThrownBy(() -> new KeyFile(Path.of("keys"), "../root"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertUnusable() {
    assertThatThrownBy(file::load)
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC5015");
              assertThat(e.where()).isEqualTo(file.path().toString());
            });
  }
}

package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.Programs;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private final KeyFile file;

  KeyFileTest(@TempDir Path folder) {
    file = new KeyFile(folder.resolve("keys"), "rollout");
  }

  @Test
  void loadsTheKeyThatWasGenerated() throws Exception {
    EcdsaMetadataSigner generated = file.generate(new SecureRandom());
    EcdsaMetadataSigner loaded = file.load();

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

  @Test
  void readsAKeyThatOpensslMade() throws Exception {
    Path openssl = Programs.require("openssl");
    Files.createDirectories(file.path().getParent());
    Programs.Result made =
        Programs.run(
            openssl,
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-out",
            file.path().toString());
    assertThat(made.exit()).as(made.output()).isZero();
    Programs.Result publicHalf =
        Programs.run(openssl, "pkey", "-in", file.path().toString(), "-pubout");

    assertThat(PublicKeyForm.pem(file.load().key().publicKey().orElseThrow()))
        .isEqualTo(publicHalf.output());
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

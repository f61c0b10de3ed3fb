package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.wiring.PersonKeys.PersonKey;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonKeysTest {
  private final Path folder;
  private final Home home;
  private final PersonKeys keys;

  PersonKeysTest(@TempDir Path folder) {
    this.folder = folder;
    this.home = new Home(folder.resolve("home")).create();
    this.keys = keys(Map.of());
  }

  @Test
  void keyIsItsOwnersFileAndNeverWrittenOver() throws Exception {
    assertThat(keys.generate("sec")).isTrue();
    PersonKey made = keys.find("sec");

    assertThat(keys.generate("sec")).isFalse();
    assertThat(keys.find("sec")).isEqualTo(made);
    assertThat(made.id()).contains(keys.acting(Optional.of("sec")).signer().key().id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(made.place()))))
        .isEqualTo("rw-------");
  }

  @Test
  void theOnlyPersonActsWithoutANameAndOfSeveralNobodyDoes() {
    assertThatThrownBy(() -> keys.acting(Optional.empty())).satisfies(e -> code(e, "UC1131"));
    keys.generate("sec");
    assertThat(keys.acting(Optional.empty()).name()).isEqualTo("sec");
    keys.generate("ann");
    assertThatThrownBy(() -> keys.acting(Optional.empty()))
        .satisfies(e -> assertThat(((UpdateCenterException) e).why()).contains("ann, sec"));
    assertThat(keys.acting(Optional.of("ann")).name()).isEqualTo("ann");
  }

  @Test
  void configuredFileWinsAndIsNotMade() {
    keys.generate("sec");
    Path elsewhere = folder.resolve("media").resolve("sec.key");
    PersonKeys configured = keys(Map.of("sec", new KeyAddress.InFile(elsewhere)));

    assertThat(configured.generate("sec")).isFalse();
    assertThat(configured.list())
        .containsExactly(new PersonKey("sec", elsewhere.toString(), Optional.empty()));
    assertThatThrownBy(() -> configured.acting(Optional.of("sec")))
        .satisfies(e -> code(e, "UC1131"));
  }

  @Test
  void fileThatIsNoKeyIsNamed() throws IOException {
    keys.generate("sec");
    Path file = Path.of(keys.find("sec").place());
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\n");

    assertThatThrownBy(() -> keys.acting(Optional.of("sec")))
        .satisfies(e -> code(e, "UC1134"))
        .satisfies(e -> assertThat(((UpdateCenterException) e).where()).isEqualTo(file.toString()));
  }

  private PersonKeys keys(Map<String, KeyAddress> people) {
    KeySettings lab = KeySettings.LAB;
    KeySettings settings =
        new KeySettings(lab.release(), lab.certificates(), lab.roles(), lab.algorithm(), lab.secrets(), people);
    return new PersonKeys(
        home, settings, new KeyChest(Configuration.EMBEDDED, home, Clock.systemUTC()));
  }

  private static void code(Throwable e, String code) {
    assertThat(((UpdateCenterException) e).code()).isEqualTo(code);
  }
}

package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  private final Path folder;

  HomeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isItsOwnersAloneAndIgnoredByGit() throws Exception {
    Home home = new Home(folder.resolve("a/home")).create();

    assertThat(mode(home.folder())).isEqualTo("rwx------");
    assertThat(home.folder().resolve(".gitignore")).hasContent("*");
    assertThat(mode(home.folder().resolve(".gitignore"))).isEqualTo("rw-------");
  }

  @Test
  void creatingItAgainLeavesWhatIsThere() throws Exception {
    Home home = new Home(folder.resolve("home")).create();
    Files.writeString(home.folder().resolve(".gitignore"), "mine");

    home.create();

    assertThat(home.folder().resolve(".gitignore")).hasContent("mine");
  }

  @Test
  void fileInsteadOfAFolderIsADiskFault() throws Exception {
    Path file = Files.writeString(folder.resolve("home"), "a file");

    assertThatThrownBy(() -> new Home(file).create())
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.DISK));
    assertThat(file).hasContent("a file");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}

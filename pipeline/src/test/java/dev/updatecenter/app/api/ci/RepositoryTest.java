package dev.updatecenter.app.api.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryTest {
  private final Path root;
  private final Path release;

  RepositoryTest(@TempDir Path folder) throws IOException {
    this.root = Files.createDirectories(folder.resolve("clone"));
    Files.createDirectories(root.resolve(".git"));
    Files.createDirectories(root.resolve("kiosk/apps"));
    this.release = Files.writeString(root.resolve("kiosk/release.yaml"), "");
    Files.writeString(root.resolve("kiosk/apps/a.msix"), "");
    Files.writeString(root.resolve("kiosk/apps/odd!name.msix"), "");
    Files.writeString(folder.resolve("outside.yaml"), "");
  }

  @ParameterizedTest
  @CsvSource({
    "r.yaml, 3, 4, kiosk/release.yaml, '', 3, 4",
    "apps/a.msix, 0, 0, kiosk/apps/a.msix, '', 0, 0",
    "apps/gone.msix, 0, 0, kiosk/apps/gone.msix, '', 0, 0",
    "apps/a.msix!b/c.xml, 3, 4, kiosk/apps/a.msix, b/c.xml, 0, 0",
    "apps/a.msix!b.cab!c.inf, 3, 4, kiosk/apps/a.msix, b.cab!c.inf, 0, 0",
    "apps/odd!name.msix, 0, 0, kiosk/apps/odd!name.msix, '', 0, 0",
    "apps/odd!name.msix!c.xml, 0, 0, kiosk/apps/odd!name.msix, c.xml, 0, 0",
    "../other.yaml, 2, 1, other.yaml, '', 2, 1",
    "../../outside.yaml, 2, 1, kiosk/release.yaml, outside.yaml, 0, 0",
    "/etc/passwd, 2, 1, kiosk/release.yaml, passwd, 0, 0",
  })
  void placesBeginAtTheFolderWithTheGitFolder(
      String file, int line, int column, String expected, String inside, int at, int in) {
    Place place = repository().place(Finding.error("UC3012", "s", "m").at(file, line, column));

    assertThat(place)
        .isEqualTo(
            new Place(expected, inside.isEmpty() ? Optional.empty() : Optional.of(inside), at, in));
  }

  @Test
  void absolutePathsBelowTheRootBeginThere() {
    String file = root.resolve("kiosk/product.yaml").toString();

    assertThat(repository().place(Finding.error("UC1002", "s", "m").at(file, 1, 2)).file())
        .isEqualTo("kiosk/product.yaml");
    assertThat(repository().untied("is other in " + file + " and here"))
        .isEqualTo("is other in kiosk/product.yaml and here");
  }

  @Test
  void whatNamesNoFileIsTheReleaseDocuments() {
    assertThat(repository().place(Finding.error("UC3012", "s", "m")))
        .isEqualTo(new Place("kiosk/release.yaml", Optional.empty(), 0, 0));
  }

  @Test
  void linkToTheCloneTellsNothingOfTheWay(@TempDir Path other) throws IOException {
    Path link = Files.createSymbolicLink(other.resolve("link"), root);
    Path named = link.resolve("kiosk/release.yaml");

    Repository repository = Repository.around(named, "r.yaml");

    assertThat(repository.release()).isEqualTo("kiosk/release.yaml");
    assertThat(repository.untied("see " + link.resolve("kiosk/p.yaml")))
        .isEqualTo("see kiosk/p.yaml");
  }

  @Test
  void withoutARepositoryAndOutsideOfTheWorkingFolderItIsTheReleasesOwn(@TempDir Path bare)
      throws IOException {
    Path file = Files.writeString(bare.resolve("release.yaml"), "");

    assertThat(Repository.around(file, "release.yaml").release()).isEqualTo("release.yaml");
  }

  @Test
  void worktreesHaveAFileInsteadOfTheFolder(@TempDir Path tree) throws IOException {
    Files.writeString(tree.resolve(".git"), "gitdir: elsewhere");
    Files.createDirectories(tree.resolve("a"));

    assertThat(Repository.around(tree.resolve("a/release.yaml"), "release.yaml").release())
        .isEqualTo("a/release.yaml");
  }

  private Repository repository() {
    return Repository.around(release, "r.yaml");
  }
}

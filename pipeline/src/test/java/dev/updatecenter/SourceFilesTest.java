package dev.updatecenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file and every package has to carry. */
final class SourceFilesTest {
  private static final int MAX_LINES = 400;

  @Test
  void everyPackageSaysItsJobAndIsNullMarked() {
    List<Path> packages =
        SourceFiles.java("src/main/java").stream()
            .map(f -> Objects.requireNonNull(f.getParent()))
            .distinct()
            .toList();
    assertThat(packages).isNotEmpty();
    assertThat(packages)
        .allSatisfy(
            folder -> {
              Path info = folder.resolve("package-info.java");
              assertThat(info).exists();
              assertThat(SourceFiles.read(info))
                  .startsWith("/**")
                  .contains("@NullMarked\npackage ");
            });
  }

  @Test
  void packagesThatOnlyTestsHaveAreNullMarkedToo() {
    TreeSet<Path> packages = new TreeSet<>();
    Path tests = SourceFiles.MODULE.resolve("src/test/java");
    for (Path file : SourceFiles.java("src/test/java")) {
      Path relative = Objects.requireNonNull(tests.relativize(file).getParent());
      if (!Files.isDirectory(SourceFiles.MODULE.resolve("src/main/java").resolve(relative))
          || relative.getNameCount() == 2) {
        packages.add(tests.resolve(relative));
      }
    }
    assertThat(packages)
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .exists()
                    .content()
                    .contains("@NullMarked\npackage "));
  }

  @Test
  void noFileIsLongerThanAPersonReads() {
    assertThat(
            Stream.of("src/main/java", "src/test/java")
                .flatMap(folder -> SourceFiles.java(folder).stream()))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(SourceFiles.read(file).lines().count())
                    .as("lines of %s", file)
                    .isLessThanOrEqualTo(MAX_LINES));
  }
}

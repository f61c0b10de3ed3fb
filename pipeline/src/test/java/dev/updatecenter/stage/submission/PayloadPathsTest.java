package dev.updatecenter.stage.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPathsTest {
  private final Path root;
  private final Path releases;
  private final List<Finding> findings = new ArrayList<>();

  PayloadPathsTest(@TempDir Path temp) throws IOException {
    root = temp.toRealPath().resolve("workspace");
    releases = Files.createDirectories(root.resolve("releases/10.0.2.0"));
    Files.createDirectories(root.resolve("Build"));
    Files.writeString(root.resolve("Build/a.msix"), "a");
    Files.writeString(temp.resolve("secret.key"), "secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../Build/a.msix", "./../../Build/./a.msix", "x/../../../Build/a.msix"})
  void mayLieAnywhereInTheWorkspace(String path) throws Exception {
    Files.createFile(root.resolve("IoTWorkspace.xml"));

    assertThat(resolve(path)).contains(root.resolve("Build/a.msix"));
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../../secret.key", "x/../../../../secret.key", "../../../workspace2/a"})
  void mayNotLieOutsideOfTheWorkspace(String path) throws Exception {
    Files.createFile(root.resolve("IoTWorkspace.xml"));

    assertThat(resolve(path)).isEmpty();
    assertThat(findings).singleElement().satisfies(f -> assertThat(f.code()).isEqualTo("UC3224"));
    assertThat(findings.get(0).message()).endsWith("leads out of the workspace");
    assertThat(findings.get(0).where()).isEqualTo("release.yaml:4:19");
  }

  @Test
  void withoutAWorkspaceMayNotLeaveTheFolderOfTheRelease() throws Exception {
    assertThat(resolve("../a.msix")).isEmpty();
    assertThat(findings.get(0).message()).endsWith("leads out of the release document's folder");
    assertThat(resolve("apps/a.msix")).contains(releases.resolve("apps/a.msix"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/hostname", "C:\\apps\\a.msix", "c:a.msix", "\\\\server\\a.msix"})
  void mayNotBeAbsolute(String path) throws Exception {
    assertThat(resolve(path)).isEmpty();
    assertThat(findings.get(0).message()).endsWith("is absolute");
  }

  @Test
  void mayNotLeadThroughALinkNotEvenToBeTakenBack() throws Exception {
    Files.createFile(root.resolve("IoTWorkspace.xml"));
    Files.createSymbolicLink(root.resolve("linked"), root.resolve("Build"));
    Files.createSymbolicLink(root.resolve("Build/here"), root);

    assertThat(resolve("../../linked/a.msix")).isEmpty();
    assertThat(findings.get(0).message()).contains("through the link 'linked'");
    // What stands before '..' is never looked at: this is Build/a.msix and nothing else.
    assertThat(resolve("../../Build/here/../a.msix")).contains(root.resolve("Build/a.msix"));
  }

  @Test
  void linksAboveTheWorkspaceAreTheMachinesOwnBusiness() throws Exception {
    Path alias = Files.createSymbolicLink(root.resolveSibling("alias"), root);
    Files.createFile(root.resolve("IoTWorkspace.xml"));

    assertThat(PayloadPaths.of(alias.resolve("releases/10.0.2.0")).root()).isEqualTo(root);
  }

  private Optional<Path> resolve(String path) throws IOException {
    return PayloadPaths.of(releases)
        .resolve(new Payload.Input(path, new SourcePosition("release.yaml", 4, 19)), findings::add);
  }
}

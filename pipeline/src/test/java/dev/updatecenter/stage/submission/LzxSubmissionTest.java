package dev.updatecenter.stage.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.LzxCabinets;
import dev.updatecenter.testing.RawCabinet;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.lzx.LzxSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LzxSubmissionTest {
  private final ReleaseFolder release;

  LzxSubmissionTest(@TempDir Path folder) throws IOException {
    this.release = new ReleaseFolder(folder);
  }

  @Test
  void takesInAnOemCustomPackageOfLzxPackages() throws IOException {
    byte[] driver = LzxSamples.calls(50_000, 1);
    byte[] mum =
        CbsPackages.manifest(
            "Test.Lzx", ReleaseFolder.VERSION, "arm", new TreeMap<>(Map.of("a.sys", driver)));
    byte[] cabinet = LzxCabinets.of(Map.of("update.mum", mum, "a.sys", driver));
    Path file = Files.write(release.folder().resolve("Test.Lzx.cab"), cabinet);
    Path ocp = release.folder().resolve(ReleaseFolder.OCP);
    new OemCustomPackageWriter()
        .write(ReleaseFolder.header(), List.of(new OcpMember("Test.Lzx.cab", file)), ocp);

    UpdateSubmission taken = release.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(taken.findings()).isEmpty();
    assertThat(taken.ocp().orElseThrow().members())
        .extracting(SubmittedFile::fileName)
        .containsExactly("Test.Lzx.cab");
  }

  @Test
  void refusesAnOemCustomPackageThatIsOneOfASet() throws IOException {
    RawCabinet first = new RawCabinet().set(1, 0, "", "second.cab").file("a", 1, 0, 0);
    Files.write(
        release.folder().resolve(ReleaseFolder.OCP), first.folder(0).block(new byte[1], 1).build());

    UpdateSubmission taken = release.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(taken.findings()).singleElement().matches(f -> f.code().equals("UC3007"));
  }
}

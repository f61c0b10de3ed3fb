package dev.updatecenter.capability.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OemCustomPackageWriterTest {
  private static final OcpHeader HEADER =
      new OcpHeader(
          PackageVersion.parse("10.0.2.0"),
          Architecture.ARM,
          PackageVersion.parse("10.0.17763.1577"),
          "Production",
          "Contoso.CK-BB-02");

  private final Path folder;
  private final Path ocp;
  private final List<OcpMember> members = new ArrayList<>();

  OemCustomPackageWriterTest(@TempDir Path folder) {
    this.folder = folder;
    this.ocp = folder.resolve("ContosoKiosk_OCP_10.0.2.0.cab");
  }

  @BeforeEach
  void writeMembers() throws IOException {
    for (String name : List.of("Contoso.Touch", "Contoso.Audio")) {
      Path file = folder.resolve(name + ".cab");
      CbsPackages.write(
          file,
          name,
          "10.0.2.0",
          "arm",
          Map.of("a.sys", name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      members.add(new OcpMember(name + ".cab", file));
    }
  }

  @Test
  void writesWhatReadsBackWithoutFindings() throws IOException {
    CompositionDatabase written = new OemCustomPackageWriter().write(HEADER, members, ocp);
    OemCustomPackageFile read = OemCustomPackageFile.read(ocp);
    assertThat(read.findings()).isEmpty();
    assertThat(read.database().toXml()).isEqualTo(written.toXml());
    assertThat(read.members())
        .extracting(dev.updatecenter.capability.format.ocp.OcpMember::fileName)
        .containsExactly("Contoso.Audio.cab", "Contoso.Touch.cab");
    assertThat(folder).isDirectoryNotContaining("glob:**/bspdb*");
  }

  @Test
  void givesTheSameBytesWhateverTheOrder() throws IOException {
    new OemCustomPackageWriter().write(HEADER, members, ocp);
    byte[] once = Files.readAllBytes(ocp);
    new OemCustomPackageWriter().write(HEADER, List.of(members.get(1), members.get(0)), ocp);
    assertThat(ocp).hasBinaryContent(once);
  }

  @Test
  void takesUpSignedMembersAndKeepsTheRest() throws IOException {
    CompositionDatabase first = new OemCustomPackageWriter().write(HEADER, members, ocp);
    CbsPackages.write(
        members.get(0).file(), "Contoso.Touch", "10.0.2.0", "arm", Map.of("b.sys", new byte[9]));
    new OemCustomPackageWriter()
        .write(first, members, OemCustomPackageWriter.DatabaseFinisher.NONE, ocp);
    OemCustomPackageFile read = OemCustomPackageFile.read(ocp);
    assertThat(read.findings()).isEmpty();
    assertThat(read.database().bspVersion()).isEqualTo(first.bspVersion());
    assertThat(read.members().get(1).sha256()).isEqualTo(ContentDigest.of(members.get(0).file()));
  }

  @Test
  void finishesTheDatabaseCabinetBeforeItIsPacked() throws IOException {
    CompositionDatabase db = new OemCustomPackageWriter().write(HEADER, members, ocp);
    List<Path> finished = new ArrayList<>();
    new OemCustomPackageWriter().write(db, members, finished::add, ocp);
    assertThat(finished).hasSize(1);
    assertThat(finished.get(0)).doesNotExist();
  }

  @Test
  void saysWhatIsMissingUnlistedAndChanged() throws IOException {
    CompositionDatabase db = new OemCustomPackageWriter().write(HEADER, members, ocp);
    Path database = folder.resolve("db.cab");
    CabinetWriter.write(
        database,
        List.of(CabinetInput.of("Flash.BSPDB.xml", db.toXml())),
        Compression.MSZIP,
        false);
    CabinetWriter.write(
        ocp,
        List.of(
            CabinetInput.of(
                "contoso.touch.CAB", "changed".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            CabinetInput.of("sub/Extra.cab", new byte[1]),
            CabinetInput.of("flash.bspdb.xml.cab", database)),
        Compression.MSZIP,
        false);
    assertThat(OemCustomPackageFile.read(ocp).findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC3056", "UC3057", "UC3058", "UC3059", "UC3060");
  }

  @Test
  void refusesMembersThatAreNotListedOrNoPackages() throws IOException {
    CompositionDatabase db = new OemCustomPackageWriter().write(HEADER, members, ocp);
    List<OcpMember> other = List.of(new OcpMember("Other.cab", members.get(0).file()));
    assertThatThrownBy(
            () ->
                new OemCustomPackageWriter()
                    .write(db, other, OemCustomPackageWriter.DatabaseFinisher.NONE, ocp))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void othersReadIt() throws Exception {
    Path cabextract = Programs.require("cabextract");
    new OemCustomPackageWriter().write(HEADER, members, ocp);
    assertThat(Programs.run(cabextract, "-t", ocp.toString()).exit()).isZero();
    try (Cabinet cabinet = Cabinet.open(ocp, CabinetLimits.DEFAULT)) {
      assertThat(cabinet.header().cbCFHeader()).isEqualTo(20);
    }
  }
}

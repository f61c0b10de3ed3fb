package dev.updatecenter.capability.format.cbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.CbsPackages;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateMumTest {
  private static final String SOUND = manifest();

  private static String manifest() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("touch.sys", new byte[0]);
    return new String(
        CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "arm", files), StandardCharsets.UTF_8);
  }

  @Test
  void readsIdentityOwnerAndFilesWithTheirLines() throws Exception {
    UpdateMum mum = parse(SOUND);
    assertThat(mum.name()).isEqualTo("Contoso.Touch");
    assertThat(mum.version()).hasToString("10.0.2.0");
    assertThat(mum.architecture()).contains(Architecture.ARM);
    assertThat(mum.publicKeyToken()).isEqualTo(UpdateMum.OEM_TOKEN);
    assertThat(mum.ownerType()).isEqualTo("OEM");
    assertThat(mum.owner()).isEqualTo("Contoso");
    assertThat(mum.phoneReleaseType()).isEqualTo("Production");
    assertThat(mum.targetPartition()).isEqualTo("MainOS");
    assertThat(mum.files()).extracting(MumFile::cabPath).containsExactly("touch.sys");
    assertThat(mum.files().get(0).position().line()).isEqualTo(9);
    assertThat(mum.packagePosition().line()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<assembly | <assembly2 | UC3030",
        "asm.v3 | asm.v1 | UC3031",
        "<package | <nothing/><package | same",
        "assemblyIdentity | other | UC3031",
        "version=\"10.0.2.0\" | version=\"10.0.2\" | UC3032",
        "name=\"Contoso.Touch\" | name=\" \" | UC3032",
        "processorArchitecture=\"arm\" | x=\"\" | UC3032"
      })
  void refusesEachFaultUnderItsCode(String what, String by, String code) {
    MalformedPackageException e =
        catchThrowableOfType(
            MalformedPackageException.class, () -> parse(SOUND.replaceFirst(what, by)));
    assertThat(e == null ? "same" : e.code()).isEqualTo(code);
  }

  @Test
  void gathersAllWrongValuesAtTheirLines() {
    String bad = SOUND.replace("10.0.2.0", "x").replace("\"Contoso.Touch\"", "\"\"");
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> parse(bad));
    assertThat(e.findings("Contoso")).hasSize(2).extracting(Finding::line).containsOnly(3);
    assertThat(e.finding("Contoso").subject()).isEqualTo("Contoso");
    assertThat(e.finding("Contoso").file()).isEqualTo("update.mum");
  }

  @Test
  void takesNeutralForNoMachine() throws Exception {
    assertThat(parse(SOUND.replace("\"arm\"", "\"neutral\"")).architecture()).isEmpty();
  }

  private static UpdateMum parse(String xml) throws MalformedPackageException {
    return UpdateMum.parse(xml.getBytes(StandardCharsets.UTF_8), "update.mum");
  }
}

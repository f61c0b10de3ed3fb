package dev.updatecenter.capability.format.cbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceSideManifestTest {
  static final String SOUND =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Package xmlns="http://schemas.microsoft.com/embedded/2004/10/ImageUpdate">
        <Identity>
          <Owner>Contoso</Owner>
          <Component>Touch</Component>
          <SubComponent>Driver</SubComponent>
          <Version Major="8" Minor="0" QFE="10211" Build="204" />
        </Identity>
        <ReleaseType>Production</ReleaseType>
        <OwnerType>OEM</OwnerType>
        <BuildType>Retail</BuildType>
        <CpuType>ARM</CpuType>
        <Partition>MainOS</Partition>
        <Files>
          <FileEntry>
            <FileType>Regular</FileType>
            <DevicePath>\\Windows\\System32\\drivers\\touch.sys</DevicePath>
            <CabPath>1.sys</CabPath>
          </FileEntry>
        </Files>
      </Package>
      """;

  @Test
  void readsIdentityAndFiles() throws Exception {
    DeviceSideManifest dsm = parse(SOUND);

    assertThat(dsm.name()).isEqualTo("Contoso.Touch.Driver");
    assertThat(dsm.version()).hasToString("8.0.10211.204");
    assertThat(dsm.architecture()).isEqualTo(Architecture.ARM);
    assertThat(dsm.releaseType()).isEqualTo("Production");
    assertThat(dsm.ownerType()).isEqualTo("OEM");
    assertThat(dsm.files())
        .singleElement()
        .satisfies(f -> assertThat(f.cabPath()).isEqualTo("1.sys"))
        .satisfies(f -> assertThat(f.name()).endsWith("touch.sys"))
        .satisfies(f -> assertThat(f.position().line()).isEqualTo(15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "</Package> | '' | 0",
        "2004/10 | 2005/10 | 2",
        "<Package | <!DOCTYPE Package []><Package | 0",
        "Build=\"204\" | x=\"\" | 7",
        "Build=\"204\" | Build=\"65536\" | 7",
        ">ARM< | >MIPS< | 12",
        "<CpuType>ARM</CpuType> | '' | 2"
      })
  void refusesWhatHasNoIdentity(String what, String by, int line) {
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> parse(SOUND.replace(what, by)));
    assertThat(e.code()).isEqualTo("UC3049");
    if (line > 0) {
      assertThat(e.finding("x").line()).isEqualTo(line);
    }
  }

  private static DeviceSideManifest parse(String xml) throws MalformedPackageException {
    return DeviceSideManifest.parse(xml.getBytes(StandardCharsets.UTF_8), "man.dsm.xml");
  }
}

package dev.updatecenter.capability.format.compdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.XmlFuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionDatabaseTest {
  private static final String HASH = ContentDigest.of(new byte[] {1}).base64();
  private static final String SOUND =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <CompDB CreatedDate="2026-01-01" BSPVersion="10.0.2.0" BuildArch="arm"
          OSVersion="10.0.17763.1577" ReleaseType="Production" BSPProductName="Contoso.CK &amp; Co"
          xmlns="http://schemas.microsoft.com/embedded/2004/10/ImageUpdate">
        <Features><Feature FeatureID="TOUCH"/></Features>
        <Packages>
          <Package ID="Contoso.Touch" Version="10.0.2.0" PublicKeyToken="628844477771337A">
            <Payload>
              <PayloadItem PayloadHash="%s" PayloadSize="1" Path="OEM\\Contoso.Touch.cab"
                  PayloadType="Canonical"/>
            </Payload>
          </Package>
        </Packages>
      </CompDB>
      """
          .formatted(HASH);

  @Test
  void readsFactsAndPackages() throws Exception {
    CompositionDatabase db = parse(SOUND);
    assertThat(db.bspVersion()).hasToString("10.0.2.0");
    assertThat(db.buildArch()).isEqualTo(Architecture.ARM);
    assertThat(db.osVersion()).isPresent();
    assertThat(db.releaseType()).isEqualTo("Production");
    assertThat(db.bspProductName()).isEqualTo("Contoso.CK & Co");
    CompDbPackage p = db.packages().get(0);
    assertThat(p.fileName()).isEqualTo("Contoso.Touch.cab");
    assertThat(p.publicKeyToken()).isEqualTo("628844477771337a");
    assertThat(p.payloadHash()).isEqualTo(ContentDigest.of(new byte[] {1}));
    assertThat(p.payloadSize()).isEqualTo(1);
    assertThat(p.position().line()).isEqualTo(7);
  }

  @Test
  void writesWhatItReadsAndKeepsWhatItDoesNotKnow() throws Exception {
    CompositionDatabase once = parse(SOUND);
    CompositionDatabase twice =
        CompositionDatabase.parse(once.toXml(), CompositionDatabase.FILE_NAME);
    assertThat(twice.toXml()).isEqualTo(once.toXml());
    assertThat(twice.bspProductName()).isEqualTo(once.bspProductName());
    assertThat(new String(once.toXml(), StandardCharsets.UTF_8))
        .contains("FeatureID=\"TOUCH\"", "CreatedDate=\"2026-01-01\"", "&amp; Co");
  }

  @Test
  void replacesOnePayloadAndNothingElse() throws Exception {
    ContentDigest other = ContentDigest.of(new byte[] {2});
    CompositionDatabase edited = parse(SOUND).withPayload("contoso.touch.CAB", other, 99);
    assertThat(edited.packages().get(0).payloadHash()).isEqualTo(other);
    assertThat(new String(edited.toXml(), StandardCharsets.UTF_8).replace(other.base64(), HASH))
        .isEqualTo(
            new String(parse(SOUND).toXml(), StandardCharsets.UTF_8)
                .replace("PayloadSize=\"1\"", "PayloadSize=\"99\""));
    assertThatThrownBy(() -> edited.withPayload("missing.cab", other, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "</CompDB> | '' | UC3050",
        "2004/10 | 2005/10 | UC3051",
        "BSPVersion=\"10.0.2.0\" | BSPVersion=\"10.0\" | UC3052",
        "BuildArch=\"arm\" | BuildArch=\"mips\" | UC3052",
        "PayloadSize=\"1\" | PayloadSize=\"-1\" | UC3052",
        "PayloadHash=\" | PayloadHash=\"A | UC3052",
        "PayloadHash=\" | PayloadHash=\"AAAA | UC3052",
        "Contoso.Touch.cab | '' | UC3052",
        "Path=\"OEM | Other=\"OEM | UC3052",
        "<Payload> | <Payload><PayloadItem/> | UC3053"
      })
  void refusesEachFaultUnderItsCode(String what, String by, String code) {
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, () -> parse(SOUND.replace(what, by)));
    assertThat(e.findings("x")).extracting(Finding::code).contains(code);
  }

  @Test
  void refusesAPackageListedTwice() {
    String pack = SOUND.substring(SOUND.indexOf("<Package "), SOUND.indexOf("</Packages>")).strip();
    MalformedPackageException e =
        catchThrowableOfType(
            MalformedPackageException.class, () -> parse(SOUND.replace(pack, pack + pack)));
    assertThat(e.code()).isEqualTo("UC3054");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OEM\\Contoso.Touch.cab | Contoso.Touch.cab | none",
        "OEM\\ | C:\\Users\\jane\\ | UC3062 NOTE 9",
        "OEM\\ | \\ | UC3062 NOTE 9",
        "OEM\\ | ..\\ | UC3061 ERROR 9",
        "OEM\\ | a/../ | UC3061 ERROR 9",
        "Contoso.Touch.cab | NUL | UC3061 ERROR 9",
        "Canonical | Diff | UC3066 ERROR 9",
        "Canonical | '' | none"
      })
  void saysWhatMustNotBeListedAtItsLine(String what, String by, String said) throws Exception {
    assertThat(CompDbRules.check(parse(SOUND.replace(what, by))))
        .extracting(f -> f.code() + " " + f.severity() + " " + f.line())
        .containsExactlyElementsOf(said.equals("none") ? List.of() : List.of(said));
  }

  @Test
  void everySpoiledDatabaseIsReadOrRefused() {
    XmlFuzz.readsOrRefuses(
        SOUND, xml -> CompDbRules.check(CompositionDatabase.parse(xml, "Flash.BSPDB.xml")));
  }

  private static CompositionDatabase parse(String xml) throws MalformedPackageException {
    return CompositionDatabase.parse(xml.getBytes(StandardCharsets.UTF_8), "Flash.BSPDB.xml");
  }
}

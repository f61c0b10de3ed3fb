package dev.updatecenter.capability.authenticode.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs11UriTest {
  private static final Path FOLDER = Path.of("/etc/updatecenter");

  private static Pkcs11Uri parse(String text) {
    return Pkcs11Uri.parse(text, "keys.release", FOLDER);
  }

  @Test
  void readsEveryPart() {
    Pkcs11Uri uri =
        parse(
            "pkcs11:token=EV%20token;serial=1a;manufacturer=M%C3%BCller;model=m;slot-id=7"
                + ";object=a%3Bb;id=%01%fF;type=private"
                + "?module-path=lib/m.so&pin-source=file:/run/pin");

    assertThat(uri.module()).isEqualTo(FOLDER.resolve("lib/m.so"));
    assertThat(uri.attributes())
        .isEqualTo(
            Map.of("token", "EV token", "serial", "1a", "manufacturer", "Müller", "model", "m"));
    assertThat(uri.slot()).hasValue(7);
    assertThat(uri.object()).hasValue("a;b");
    assertThat(uri.id()).hasValue("01ff");
    assertThat(uri.pinSource()).hasValue(Path.of("/run/pin"));
  }

  @Test
  void pathsOfPinsAreRelativeToTheConfiguration() {
    assertThat(parse("pkcs11:token=a?module-path=/m.so&pin-source=pin").pinSource())
        .hasValue(FOLDER.resolve("pin"));
    assertThat(parse("pkcs11:token=a?module-path=/m.so&pin-source=file:pin").pinSource())
        .hasValue(FOLDER.resolve("pin"));
  }

  @Test
  void findsModulesByNameInFoldersOfTheSystemOnly() {
    assertThat(parse("pkcs11:token=a?module-name=../../tmp/evil").module().toString())
        .startsWith("/usr/")
        .doesNotContain("/../");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkcs11:",
        "pkcs11:object=a?module-path=/m.so",
        "pkcs11:token=a",
        "pkcs11:token=a?module-path=/m.so&module-name=m",
        "pkcs11:token=a;token=b?module-path=/m.so",
        "pkcs11:token=a;colour=red?module-path=/m.so",
        "pkcs11:token=a;library-manufacturer=b?module-path=/m.so",
        "pkcs11:token=a%2?module-path=/m.so",
        "pkcs11:token=a%zz?module-path=/m.so",
        "pkcs11:token=%ff%fe?module-path=/m.so",
        "pkcs11:token=a;slot-id=x?module-path=/m.so",
        "pkcs11:token=a;slot-id=99999999999999999999?module-path=/m.so",
        "pkcs11:token=a;type=cert?module-path=/m.so",
        "pkcs11:token=a?module-path=/m.so&pin-source=|cat%20pin",
        "pkcs11:token=a?module-path=/m.so&pin-source=https://pins.example/",
        "pkcs11:token?module-path=/m.so",
        "pkcs11:token=a;;object=b?module-path=/m.so",
        "pkcs11:token=a?module-path=/m%00.so",
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> parse(text))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC1100"))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.USAGE));
  }

  @ParameterizedTest
  @CsvSource({
    "pkcs11:token=a?module-path=/m.so&pin-value=TEST1234",
    "pkcs11:token=a?pin-value=TEST1234",
    "pkcs11:token=a;pin-value=TEST1234?module-path=/m.so",
    "pkcs11:token=a?module-path=/m.so&pin%2Dvalue=TEST1234",
    "pkcs11:token=a?module-path=/m.so&pin-value=TEST1234&pin-value=TEST1234",
  })
  void refusesAPinInAnAddressAndDoesNotRepeatIt(String text) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> parse(text))
        .satisfies(e -> assertThat(e.code()).isIn("UC1100", "UC1102"))
        .satisfies(
            e ->
                assertThat(e.getMessage() + e.where() + e.why() + e.fix())
                    .doesNotContain("TEST1234"));
  }
}

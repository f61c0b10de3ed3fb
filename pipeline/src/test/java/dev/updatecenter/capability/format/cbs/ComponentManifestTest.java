package dev.updatecenter.capability.format.cbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.Components;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComponentManifestTest {
  private static final byte[] DLL = "a file".getBytes(UTF_8);
  private static final String SHA256 = ContentDigest.of(DLL).hex();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.w3.org/2000/09/xmldsig#sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256"
      })
  void readsTheDigestUnderBothOfItsNames(String algorithm) {
    byte[] manifest = Components.manifest("touch.dll", Components.hash(algorithm, DLL));
    assertThat(ComponentManifest.parse(manifest, "m").files())
        .singleElement()
        .satisfies(f -> assertThat(f.name()).isEqualTo("touch.dll"))
        .satisfies(f -> assertThat(f.sha256()).contains(SHA256));
  }

  @Test
  void readsTheDigestOfASideBySideAssembly() {
    String text = new String(Components.manifest("touch.dll", ""), UTF_8);
    String plain = text.replace("importPath=", "hashalg=\"SHA-256\" hash=\"" + SHA256 + "\" x=");
    assertThat(ComponentManifest.parse(plain.getBytes(UTF_8), "m").files().get(0).sha256())
        .contains(SHA256);
  }

  /** Each of these leaves the file listed, by its name alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xmldsig#sha256 -> xmldsig#sha1",
        "HashTransforms.Identity -> HashTransforms.Other",
        "<dsig:DigestValue> -> <dsig:DigestValue>AAAA",
        "dsig:DigestMethod -> dsig:Method"
      })
  void takesNoDigestThatIsNotSha256OfAllBytes(String edit) {
    String[] sides = edit.split(" -> ", 2);
    String text = new String(Components.listing("touch.dll", DLL), UTF_8);
    assertThat(text).contains(sides[0]);
    byte[] edited = text.replace(sides[0], sides[1]).getBytes(UTF_8);
    assertThat(ComponentManifest.parse(edited, "m").files())
        .singleElement()
        .satisfies(f -> assertThat(f.sha256()).isEmpty());
  }

  @Test
  void listsNothingWhereItIsNoManifestOfAComponent() {
    String text = new String(Components.listing("touch.dll", DLL), UTF_8);
    assertThat(ComponentManifest.parse(text.replace("asm.v3", "asm.v1").getBytes(UTF_8), "m"))
        .isEqualTo(ComponentManifest.parse("no XML".getBytes(UTF_8), "m"))
        .satisfies(m -> assertThat(m.files()).isEmpty());
  }

  @Test
  void readsOrListsNothingHoweverItIsCutOff() {
    byte[] whole = Components.listing("touch.dll", DLL);
    for (int length = 0; length < whole.length - 12; length++) {
      assertThat(ComponentManifest.parse(Arrays.copyOf(whole, length), "m").files()).isEmpty();
    }
  }
}

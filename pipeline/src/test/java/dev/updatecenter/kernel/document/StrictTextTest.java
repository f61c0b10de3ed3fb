package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no UTF-8 is read as nothing else. */
final class StrictTextTest {
  private static final String JSON = "{\"name\": \"Kiosk\"}";
  private static final byte[] BROKEN =
      "{\"a\":\n \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void refusesJsonAndYamlInAnotherEncoding(String encoding) {
    byte[] bytes = JSON.getBytes(Charset.forName(encoding));
    assertThatThrownBy(() -> Json.read(bytes, "file"))
        .isInstanceOf(MalformedDocumentException.class);
    assertThatThrownBy(() -> Json.bind(bytes, Object.class, "file"))
        .isInstanceOf(MalformedDocumentException.class);
    assertThatThrownBy(() -> Yaml.read(bytes, "file"))
        .isInstanceOf(MalformedDocumentException.class);
  }

  @Test
  void namesTheLineOfTheFirstByteThatIsNoText() {
    assertThatThrownBy(() -> Json.read(BROKEN, "file"))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("file:2:3")
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> Yaml.read(BROKEN, "file"))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void dropsAByteOrderMark() throws Exception {
    byte[] bytes = ("\uFEFF" + JSON).getBytes(StandardCharsets.UTF_8);
    assertThat(Json.read(bytes, "file").text("name")).contains("Kiosk");
    assertThat(Yaml.read(bytes, "file").text("name")).contains("Kiosk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: !mine b",
        "!mine a: b",
        "a: !!java.util.Date 1",
        "!mine {a: b}",
        "a: !!binary x"
      })
  void refusesTagsOfItsOwn(String yaml) {
    assertThatThrownBy(() -> Yaml.read(yaml.getBytes(StandardCharsets.UTF_8), "file"))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("tag");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 2026-01-01", "a: 1e3", "a: yes", "a: '!x'", "a: !!str b", "a: 0x1F"})
  void readsWhatHasNoTagOfItsOwn(String yaml) throws Exception {
    assertThat(Yaml.read(yaml.getBytes(StandardCharsets.UTF_8), "file").get("a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
  void readsXmlInTheEncodingThatItDeclares(String encoding) throws Exception {
    String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a b=\"\u00e4\"/>";
    XmlElement root = Xml.read(xml.getBytes(Charset.forName(encoding)), "file");
    assertThat(root.attributes()).containsEntry("b", "\u00e4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>\u00e4\u00e4</a>",
        "<?xml version='1.0' encoding='UTF-8'?><a>\u00e4\u00e4</a>",
        "<?xml version='1.0' encoding='UTF-16'?><a>\u00e4\u00e4</a>",
        "<?xml version='1.0' encoding='UTF-7'?><a>\u00e4\u00e4</a>",
        "<\0?xml version='1.0'?><a>\u00e4\u00e4</a>"
      })
  void xmlThatIsNotTextIsRefusedSilently(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThatThrownBy(() -> Xml.read(bytes, "file"))
          .isInstanceOf(MalformedDocumentException.class);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.size()).isZero();
  }
}

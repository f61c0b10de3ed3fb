package dev.updatecenter.kernel.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class XmlBoundsTest {
  @Test
  void countsAttributesAgainstTheMemoryOfATree() throws MalformedDocumentException {
    assertThat(Xml.read(document(100_000, "<f a='1' b='2'/>"), "x").children()).hasSize(100_000);
    assertThatThrownBy(() -> Xml.read(document(200_000, "<f a='1' b='2'/>"), "x"))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("elements and attributes");
  }

  private static byte[] document(int times, String element) {
    return ("<r>" + element.repeat(times) + "</r>").getBytes(UTF_8);
  }
}

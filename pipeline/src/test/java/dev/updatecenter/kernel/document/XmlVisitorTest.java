package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlVisitorTest {
  @Test
  void tellsEachElementWithItsPlaceAndKeepsNone() throws Exception {
    assertThat(visited("<a xmlns='urn:x'>\n <b n='1'>text<c/></b><b/>\n</a>"))
        .containsExactly(
            "urn:x a {} f:1:1",
            "  b {n=1} f:2:2",
            "    c {} f:2:15",
            "    end",
            "  end",
            "  b {} f:2:23",
            "  end",
            "end");
  }

  @Test
  void readsMoreElementsThanATreeMayHave() throws Exception {
    List<String> many = visited("<a>" + "<b/>".repeat(600_000) + "</a>");
    assertThat(many).hasSize(2 * 600_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a>", "<a></b>", "", "<!DOCTYPE a><a/>", "<a>&x;</a>"})
  void refusesWhatIsNoDocument(String xml) {
    assertThatThrownBy(() -> visited(xml)).isInstanceOf(MalformedDocumentException.class);
  }

  @Test
  void depthHasAnEnd() {
    assertThatThrownBy(() -> visited("<a>".repeat(65) + "</a>".repeat(65)))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("deep");
  }

  private static List<String> visited(String xml) throws MalformedDocumentException {
    List<String> told = new ArrayList<>();
    Xml.visit(
        xml.getBytes(StandardCharsets.UTF_8),
        "f",
        new XmlVisitor() {
          @Override
          public void begin(XmlElement e, int depth) {
            String namespace = depth == 0 && !e.namespace().isEmpty() ? e.namespace() + " " : "";
            String indent = "  ".repeat(depth);
            told.add(indent + namespace + e.name() + " " + e.attributes() + " " + e.position());
          }

          @Override
          public void end(int depth) {
            told.add("  ".repeat(depth) + "end");
          }
        });
    return told;
  }
}

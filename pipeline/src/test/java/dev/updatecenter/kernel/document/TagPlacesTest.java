package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An element's place is where its tag begins, however many lines the tag takes. */
final class TagPlacesTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void tagsBeginWhereTheirBracketStands(String end) throws Exception {
    String xml =
        String.join(
            end,
            "<?xml version='1.0'?>",
            "<!-- a comment -->",
            "<root a='1'",
            "    b='>'>",
            "  text &amp; more <first",
            "",
            "    c='2'/>tail<second/><third>",
            "  </third>",
            "  <![CDATA[<none",
            "  ]]><fourth",
            "  />",
            "</root>");

    XmlElement root = Xml.read(xml.getBytes(StandardCharsets.UTF_8), "f");

    assertThat(root.position()).hasToString("f:3:1");
    assertThat(root.children())
        .extracting(e -> e.name() + " " + e.position())
        .containsExactly("first f:5:19", "second f:7:16", "third f:7:25", "fourth f:10:6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16"})
  void aByteOrderMarkIsNoColumn(String charset) throws Exception {
    String mark = charset.equals("UTF-8") ? "\uFEFF" : "";

    XmlElement root = Xml.read((mark + "<a/>").getBytes(charset), "f");

    assertThat(root.position()).hasToString("f:1:1");
  }
}

package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the value of an attribute stands, which may be lines below its tag's beginning. */
final class AttributePlaces {
  /** XML 1.0 3.1 STag: one attribute behind the other; each is looked at once. */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\G\\s++([^\\s=/<>\"']++)\\s*+=\\s*+(\"[^\"]*+\"|'[^']*+')");

  private static final Pattern TAG_NAME = Pattern.compile("<[^\\s/>]*+");

  private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

  private final String text;
  private final List<Integer> lines = new ArrayList<>();

  /** Over a document that was read without a fault. */
  AttributePlaces(byte[] content) {
    String decoded = new String(content, charset(content));
    this.text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    lines.add(0);
    Matcher end = LINE_END.matcher(text);
    while (end.find()) {
      lines.add(end.end());
    }
  }

  /** The opening quote of a value; the beginning of the tag where it is not found. */
  SourcePosition of(XmlElement element, String attribute) {
    SourcePosition tag = element.position();
    if (tag.line() < 1 || tag.line() > lines.size()) {
      return tag;
    }
    Matcher name = TAG_NAME.matcher(text).region(offset(tag), text.length());
    // What is no attribute, the tag's end at the latest, ends the search.
    Matcher each =
        ATTRIBUTE
            .matcher(text)
            .region(name.lookingAt() ? name.end() : text.length(), text.length());
    while (each.find()) {
      if (local(each.group(1)).equals(attribute)) {
        return at(tag.file(), each.start(2));
      }
    }
    return tag;
  }

  private int offset(SourcePosition position) {
    return Math.min(text.length(), lines.get(position.line() - 1) + position.column() - 1);
  }

  private SourcePosition at(String file, int offset) {
    int line = lines.size();
    while (lines.get(line - 1) > offset) {
      line--;
    }
    return new SourcePosition(file, line, offset - lines.get(line - 1) + 1);
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /** UTF-16 by its byte order mark (XML 1.0 F.1); what else there is has single bytes. */
  private static Charset charset(byte[] content) {
    boolean marked = content.length > 1 && (content[0] & 0xFE) == 0xFE;
    return marked && (content[1] & 0xFE) == 0xFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}

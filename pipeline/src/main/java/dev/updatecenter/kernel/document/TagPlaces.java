package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.SourcePosition;
import javax.xml.stream.Location;

/**
 * Finds where tags begin: the JDK's reader knows only where they end, which may be lines below. To
 * be asked in the order of the document; each character is looked at once.
 */
final class TagPlaces {
  private final String text;
  private final String file;
  private int line = 1;
  private int lineStart;

  TagPlaces(String text, String file) {
    this.text = text;
    this.file = file;
  }

  /** Where the start tag begins that ends there. */
  SourcePosition begin(Location tagEnd) {
    while (line < tagEnd.getLineNumber() && lineStart < text.length()) {
      lineStart = afterLine(lineStart);
      line++;
    }
    int end = Math.min(text.length(), lineStart + tagEnd.getColumnNumber() - 1);
    // XML 1.0 3.1 [WFC: No < in Attribute Values]: the last one before the end began the tag.
    int begin = end < 1 ? -1 : text.lastIndexOf('<', end - 1);
    if (begin < 0) {
      return new SourcePosition(file, tagEnd.getLineNumber(), tagEnd.getColumnNumber());
    }
    int above = 0;
    int start = lineStart;
    while (start > begin) {
      start = lineBefore(start);
      above++;
    }
    return new SourcePosition(file, line - above, begin - start + 1);
  }

  /** The first character of the next line (XML 1.0 2.11). */
  private int afterLine(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    boolean pair = text.startsWith("\r\n", at);
    return Math.min(text.length(), at + (pair ? 2 : 1));
  }

  /** The first character of the line before the one that begins at {@code start}. */
  private int lineBefore(int start) {
    int at = start - 1;
    at -= at > 0 && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r' ? 1 : 0;
    while (at > 0 && text.charAt(at - 1) != '\n' && text.charAt(at - 1) != '\r') {
      at--;
    }
    return Math.max(at, 0);
  }
}

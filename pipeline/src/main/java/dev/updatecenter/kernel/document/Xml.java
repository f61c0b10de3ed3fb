package dev.updatecenter.kernel.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.kernel.core.SourcePosition;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of bounded size and depth, without document types, entities of its own or anything
 * external.
 */
public final class Xml {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_DEPTH = 64;

  /** Elements and attributes of a tree: about 150 MiB of memory at worst. */
  private static final int MAX_NODES = 500_000;

  private static final int MAX_DECLARATION = 256;
  private static final Pattern UTF_16 = Pattern.compile("\u00FE\u00FF|\u00FF\u00FE|\0<|<\0");
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
  private static final Map<String, Charset> ENCODINGS =
      Map.of(
          "utf-8", UTF_8,
          "us-ascii", US_ASCII,
          "iso-8859-1", ISO_8859_1,
          "windows-1252", Charset.forName("windows-1252"));
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  /**
   * Parses a document.
   *
   * @param file its name in messages
   * @return the root element
   */
  public static XmlElement read(byte[] content, String file) throws MalformedDocumentException {
    return parse(content, file, (reader, places) -> new TreeBuilder(reader, file, places).build());
  }

  /**
   * Parses a document without keeping it: for one that may have more elements than a tree of them
   * has room in memory. Their number is bounded by the document's size alone.
   *
   * @param file its name in messages
   */
  public static void visit(byte[] content, String file, XmlVisitor visitor)
      throws MalformedDocumentException {
    parse(content, file, (reader, places) -> walk(reader, file, places, visitor));
  }

  private static boolean walk(
      XMLStreamReader reader, String file, TagPlaces places, XmlVisitor visitor)
      throws XMLStreamException, MalformedDocumentException {
    int depth = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        Open element = Open.of(reader, places);
        if (depth >= MAX_DEPTH) {
          throw new MalformedDocumentException(element.position, "too deep");
        }
        visitor.begin(element.close(), depth++);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        visitor.end(--depth);
      } else if (event == XMLStreamConstants.DTD) {
        throw new MalformedDocumentException(
            here(reader, file), "a document type is not read here");
      }
    }
    return true;
  }

  /** What is done with a reader at the beginning of a document. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(XMLStreamReader reader, TagPlaces places)
        throws XMLStreamException, MalformedDocumentException;
  }

  private static <T> T parse(byte[] content, String file, Reading<T> reading)
      throws MalformedDocumentException {
    if (content.length > MAX_BYTES) {
      throw new MalformedDocumentException(SourcePosition.of(file), "larger than 64 MiB");
    }
    String text = decode(content, file);
    try {
      return reading.of(
          FACTORY.createXMLStreamReader(new StringReader(text)), new TagPlaces(text, file));
    } catch (XMLStreamException e) {
      SourcePosition at =
          e.getLocation() == null
              ? SourcePosition.of(file)
              : new SourcePosition(
                  file, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
      throw new MalformedDocumentException(
          at, "not well-formed XML: " + firstLine(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // The JDK's reader lets some malformed input out as unchecked exceptions.
      throw new MalformedDocumentException(
          SourcePosition.of(file), "not well-formed XML: " + firstLine(String.valueOf(e)));
    }
  }

  private static SourcePosition here(XMLStreamReader reader, String file) {
    return new SourcePosition(
        file, reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
  }

  /**
   * XML 1.0 4.3.3 and F: UTF-8 unless a byte order mark or the declaration says otherwise. Decoded
   * here: the JDK's reader prints lines of its own to standard error for bytes it cannot decode.
   */
  private static String decode(byte[] content, String file) throws MalformedDocumentException {
    String head = new String(content, 0, Math.min(content.length, MAX_DECLARATION), ISO_8859_1);
    Matcher declared = DECLARATION.matcher(head);
    Charset charset = UTF_16.matcher(head).lookingAt() ? utf16(head) : UTF_8;
    if (charset.equals(UTF_8) && declared.lookingAt()) {
      String name = declared.group(1).toLowerCase(Locale.ROOT);
      if (!ENCODINGS.containsKey(name)) {
        throw new MalformedDocumentException(
            SourcePosition.of(file), "its encoding '" + name + "' is not read here; write UTF-8");
      }
      charset = ENCODINGS.get(name);
    }
    return charset.equals(UTF_8) ? Utf8.decode(content, file) : strictly(charset, content, file);
  }

  private static Charset utf16(String head) {
    return head.charAt(0) == 0xFF || head.charAt(0) == '<' ? UTF_16LE : UTF_16BE;
  }

  private static String strictly(Charset charset, byte[] content, String file)
      throws MalformedDocumentException {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedDocumentException(
          SourcePosition.of(file), "not " + charset.name() + " text");
    }
  }

  private static String firstLine(String message) {
    // "ParseError at [row,col]:[..]\nMessage: …": the place is told apart.
    int marker = message.indexOf("Message: ");
    return marker < 0 ? message : message.substring(marker + "Message: ".length());
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return factory;
  }

  /** Builds the tree without recursion on the input's depth. */
  private static final class TreeBuilder {
    private final XMLStreamReader reader;
    private final String file;
    private final TagPlaces places;
    private final List<Open> stack = new ArrayList<>();
    private int nodes;

    TreeBuilder(XMLStreamReader reader, String file, TagPlaces places) {
      this.reader = reader;
      this.file = file;
      this.places = places;
    }

    XmlElement build() throws XMLStreamException, MalformedDocumentException {
      XmlElement root = null;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> open();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
          case XMLStreamConstants.END_ELEMENT -> {
            XmlElement done = stack.remove(stack.size() - 1).close();
            if (stack.isEmpty()) {
              root = done;
            } else {
              stack.get(stack.size() - 1).children.add(done);
            }
          }
          case XMLStreamConstants.DTD ->
              throw new MalformedDocumentException(here(), "a document type is not read here");
          default -> {}
        }
      }
      if (root == null) {
        throw new MalformedDocumentException(here(), "no element");
      }
      return root;
    }

    private void open() throws MalformedDocumentException {
      nodes += 1 + reader.getAttributeCount();
      if (stack.size() >= MAX_DEPTH || nodes > MAX_NODES) {
        throw new MalformedDocumentException(
            here(), "deeper than 64 elements, or more than 500,000 elements and attributes");
      }
      stack.add(Open.of(reader, places));
    }

    private void text() {
      if (!stack.isEmpty()) {
        stack.get(stack.size() - 1).text.append(reader.getText());
      }
    }

    private SourcePosition here() {
      return Xml.here(reader, file);
    }
  }

  /** An element whose end tag has not come yet. */
  private static final class Open {
    private final String name;
    private final String namespace;
    private final Map<String, String> attributes;
    private final SourcePosition position;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Open(String name, String namespace, Map<String, String> attributes, SourcePosition position) {
      this.name = name;
      this.namespace = namespace;
      this.attributes = attributes;
      this.position = position;
    }

    static Open of(XMLStreamReader reader, TagPlaces places) {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
      String namespace = reader.getNamespaceURI();
      return new Open(
          reader.getLocalName(),
          namespace == null ? "" : namespace,
          attributes,
          places.begin(reader.getLocation()));
    }

    XmlElement close() {
      return new XmlElement(
          name, namespace, attributes, children, text.toString().strip(), position);
    }
  }
}

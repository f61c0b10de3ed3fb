package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers what an XML file of the add-on kit declares. */
final class KitXml {
  /** DSP0134 6.1.3 lets a string be longer; no field of an identity is. */
  private static final int MOST_CHARACTERS = 255;

  private static final int MAX_BYTES = 1 << 20;

  private final String file;
  private final AttributePlaces places;
  private final Map<SmbiosField, Located> fields = new EnumMap<>(SmbiosField.class);
  private final Map<Fact, Located> facts = new EnumMap<>(Fact.class);
  private final List<Finding> findings = new ArrayList<>();

  KitXml(byte[] content, String file) {
    this.file = file;
    this.places = new AttributePlaces(content);
  }

  /** Parses a file that is not larger than the kit's are, by far. */
  static XmlElement root(byte[] content, String file) throws MalformedDocumentException {
    if (content.length > MAX_BYTES) {
      throw MalformedDocumentException.tooLarge(file, "1 MiB, which no such file of the kit is");
    }
    return Xml.read(content, file);
  }

  static Finding notThatFile(XmlElement at, String message) {
    return Finding.error("UC2022", at.name(), message)
        .at(at.position())
        .because("The file is not what the add-on kit writes under that name.")
        .fixedBy("Export it again with the kit, or name another file.");
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  boolean faultless() {
    return findings.isEmpty();
  }

  /** A field that is an attribute. */
  void fieldOf(SmbiosField field, XmlElement element) {
    element
        .attribute(field.kitName())
        .ifPresent(value -> field(field, value, places.of(element, field.kitName())));
  }

  /** A field that is an element of its own. */
  void field(SmbiosField field, XmlElement element) {
    field(field, element.text(), element.position());
  }

  private void field(SmbiosField field, String value, SourcePosition at) {
    fields.put(field, new Located(value, at));
    if (value.length() > MOST_CHARACTERS) {
      findings.add(
          malformed(field.kitName(), "longer than " + MOST_CHARACTERS + " characters", at));
    }
  }

  /** A fact that is an attribute. */
  void factOf(Fact fact, XmlElement element, String attribute) {
    element
        .attribute(attribute)
        .ifPresent(text -> fact(fact, attribute, text, places.of(element, attribute)));
  }

  /** A fact that is an element of its own. */
  void factOfChild(Fact fact, XmlElement element, String child) {
    element
        .child(child)
        .filter(e -> !e.text().isBlank())
        .ifPresent(e -> fact(fact, child, e.text(), e.position()));
  }

  private void fact(Fact fact, String name, String value, SourcePosition at) {
    String text = value.strip();
    facts.put(fact, new Located(text, at));
    if (!fact.isWellFormed(text)) {
      findings.add(malformed(name, "'" + text + "', which is " + fact.notThat(), at));
    }
  }

  private static Finding malformed(String name, String what, SourcePosition at) {
    return Finding.error("UC2024", name, name + " is " + what)
        .at(at)
        .because("Neither a device model nor an image is described by such a value.")
        .fixedBy("Correct it where the kit takes it from, and export the file again.");
  }

  DeclaredIdentity identity() {
    return new DeclaredIdentity(file, fields, facts, findings);
  }
}

package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what an XML file of the add-on kit declares. */
final class KitXml {
  private final String file;
  private final Map<SmbiosField, Located> fields = new EnumMap<>(SmbiosField.class);
  private final Map<Fact, Located> facts = new EnumMap<>(Fact.class);
  private final List<Finding> findings = new ArrayList<>();

  KitXml(String file) {
    this.file = file;
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

  void field(SmbiosField field, Optional<String> value, XmlElement at) {
    value.ifPresent(text -> fields.put(field, new Located(text, at.position())));
  }

  void fact(Fact fact, XmlElement element, String attribute) {
    element
        .attribute(attribute)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> facts.put(fact, new Located(text.strip(), element.position())));
  }

  void factOfChild(Fact fact, XmlElement element, String child) {
    element
        .child(child)
        .filter(e -> !e.text().isBlank())
        .ifPresent(e -> facts.put(fact, new Located(e.text(), e.position())));
  }

  DeclaredIdentity identity() {
    return new DeclaredIdentity(file, fields, facts, findings);
  }
}

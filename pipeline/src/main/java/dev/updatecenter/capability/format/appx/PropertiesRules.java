package dev.updatecenter.capability.format.appx;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.Optional;

/** UC3126: what the schema wants of Properties (Microsoft, "Properties (Windows 10)"). */
final class PropertiesRules {
  private static final int LONGEST_NAME = 256;
  // "ms-resource:" and up to 256 characters stand for a name in resources.pri.
  private static final int LONGEST_REFERENCE = 12 + 256;

  private final Faults faults;

  PropertiesRules(Faults faults) {
    this.faults = faults;
  }

  void check(XmlElement root) {
    Optional<XmlElement> properties = root.child("Properties");
    if (properties.isEmpty()) {
      fault(root, "the manifest has no Properties");
      return;
    }
    name(properties.get(), "DisplayName");
    name(properties.get(), "PublisherDisplayName");
    String logo = properties.get().child("Logo").map(XmlElement::text).orElse("");
    if (!logo.matches("(?i).+\\.(png|jpg|jpeg)")) {
      fault(properties.get(), "Logo is no image file: '" + shown(logo) + "'");
    }
  }

  private void name(XmlElement properties, String name) {
    String text = properties.child(name).map(XmlElement::text).orElse("");
    int longest = text.startsWith("ms-resource:") ? LONGEST_REFERENCE : LONGEST_NAME;
    if (text.isBlank() || text.length() > longest) {
      fault(
          properties.child(name).orElse(properties),
          name + (text.isBlank() ? " is missing or empty" : " has more than 256 characters"));
    }
  }

  private static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private void fault(XmlElement at, String message) {
    faults.add(
        Finding.error("UC3126", "", message)
            .at(at.position())
            .because("Windows checks the manifest against its schema before it installs the app.")
            .fixedBy("Give DisplayName, PublisherDisplayName and Logo in Properties."));
  }
}

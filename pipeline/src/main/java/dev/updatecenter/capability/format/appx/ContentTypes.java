package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.XmlElement;
import dev.updatecenter.kernel.document.XmlVisitor;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code [Content_Types].xml} (ECMA-376 part 2, 7.3.7): a type for each extension, or for one part.
 * Extensions and part names ignore the case of ASCII letters.
 */
final class ContentTypes implements XmlVisitor {
  static final String FILE_NAME = "[Content_Types].xml";
  static final String NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types";
  static final int MAX_BYTES = 16 << 20;
  private static final String UNREADABLE = "UC3111";
  private static final String UNTYPED = "UC3124";

  private final Set<String> extensions = new HashSet<>();
  private final Set<String> parts = new HashSet<>();
  private final Faults faults = new Faults();

  private ContentTypes() {}

  /**
   * Says which parts have no type, and which have two.
   *
   * @throws MalformedPackageException UC3111 if it is not what its name says
   */
  static List<Finding> check(byte[] xml, List<String> names) throws MalformedPackageException {
    ContentTypes types = new ContentTypes();
    AppxXml.visit(xml, FILE_NAME, UNREADABLE, types);
    names.stream().filter(n -> !n.equals(FILE_NAME)).forEach(types::require);
    return types.faults.list();
  }

  @Override
  public void begin(XmlElement element, int depth) {
    if (depth == 0) {
      if (!element.name().equals("Types") || !element.namespace().equals(NAMESPACE)) {
        faults.add(
            Finding.error(UNREADABLE, "", "not a Types of " + NAMESPACE).at(element.position()));
      }
    } else if (depth == 1 && element.name().equals("Default")) {
      add(element, "Extension", extensions);
    } else if (depth == 1 && element.name().equals("Override")) {
      add(element, "PartName", parts);
    }
  }

  @Override
  public void end(int depth) {}

  private void add(XmlElement element, String key, Set<String> known) {
    String name = element.attribute(key).orElse("");
    String type = element.attribute("ContentType").orElse("");
    if (name.isEmpty() || type.indexOf('/') < 1) {
      fault(element, element.name() + " has no " + (name.isEmpty() ? key : "ContentType"));
    } else if (!known.add(key(key.equals("PartName") ? decoded(name) : name))) {
      fault(element, "'" + name + "' is given a type twice");
    }
  }

  private static String decoded(String partName) {
    try {
      return PartName.decoded(
          new String(partName.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    } catch (MalformedPackageException e) {
      return partName;
    }
  }

  private void require(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    boolean typed =
        parts.contains(key("/" + name))
            || (dot >= 0 && extensions.contains(key(last.substring(dot + 1))));
    if (!typed) {
      faults.add(
          Finding.error(UNTYPED, "", name + " has no content type")
              .at(FILE_NAME, 0, 0)
              .because("Every part of an app package has a type, by its extension or its name.")
              .fixedBy("Build the package again with MakeAppx; do not add files to it."));
    }
  }

  private void fault(XmlElement at, String message) {
    faults.add(Finding.error(UNTYPED, "", message).at(at.position()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Reads typed attributes of XML documents in packages and gathers what is wrong with them, each at
 * its line. A fault yields the value that was given instead, so that reading goes on.
 */
public final class XmlAttributes {
  private final String code;
  private final List<Finding> faults = new ArrayList<>();

  /**
   * Begins with no fault.
   *
   * @param code of every value found wrong
   */
  public XmlAttributes(String code) {
    this.code = code;
  }

  /**
   * Reads a document of a package.
   *
   * @param file its name in findings
   * @param unreadable code of what keeps it from being XML
   */
  public static XmlElement document(byte[] xml, String file, String unreadable)
      throws MalformedPackageException {
    try {
      return Xml.read(xml, file);
    } catch (MalformedDocumentException e) {
      throw MalformedPackageException.of(unreadable, e.finding());
    }
  }

  /** A text that must be there and not be blank; else empty. */
  public String text(XmlElement element, String attribute) {
    return typed(element, attribute, "a text", "", XmlAttributes::notBlank);
  }

  /** A value that must be there and be accepted by {@code parse}; else {@code instead}. */
  public <T> T typed(
      XmlElement element, String attribute, String what, T instead, Function<String, T> parse) {
    String value = element.attribute(attribute).orElse(null);
    if (value == null) {
      fault(element, element.name() + " has no " + attribute);
      return instead;
    }
    try {
      return parse.apply(value);
    } catch (IllegalArgumentException e) {
      fault(
          element,
          element.name() + "/@" + attribute + " is not " + what + ": '" + shown(value) + "'");
      return instead;
    }
  }

  /** A size in bytes, not negative; else 0. */
  public long size(XmlElement element, String attribute) {
    return typed(element, attribute, "a size", 0L, XmlAttributes::notNegative);
  }

  /** A SHA-256 digest in Base64; else the digest of nothing. */
  public ContentDigest sha256(XmlElement element, String attribute) {
    return typed(
        element,
        attribute,
        "a SHA-256 digest in Base64",
        ContentDigest.of(new byte[0]),
        s -> ContentDigest.ofRaw(Base64.getDecoder().decode(s)));
  }

  /** Adds a fault of another code at an element. */
  public void fault(String otherCode, XmlElement at, String message) {
    faults.add(Finding.error(otherCode, "", message).at(at.position()));
  }

  private void fault(XmlElement at, String message) {
    faults.add(Finding.error(code, "", message).at(at.position()));
  }

  /** Throws if there was a fault. */
  public void require() throws MalformedPackageException {
    if (!faults.isEmpty()) {
      throw new MalformedPackageException(faults);
    }
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }

  private static long notNegative(String text) {
    long value = Long.parseLong(text);
    if (value < 0) {
      throw new IllegalArgumentException("negative");
    }
    return value;
  }

  private static String shown(String value) {
    return value.length() > 80 ? value.substring(0, 80) + "…" : value;
  }
}

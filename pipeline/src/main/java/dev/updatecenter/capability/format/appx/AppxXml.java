package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlVisitor;

/** XML parts that are walked through, not kept: their faults are said under the part's code. */
final class AppxXml {
  private AppxXml() {}

  static void visit(byte[] xml, String file, String code, XmlVisitor visitor)
      throws MalformedPackageException {
    try {
      Xml.visit(xml, file, visitor);
    } catch (MalformedDocumentException e) {
      throw MalformedPackageException.of(code, e.finding());
    }
  }
}

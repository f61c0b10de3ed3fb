package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import dev.updatecenter.kernel.document.XmlVisitor;
import java.util.List;

/** XML parts: what is wrong with them as XML is said under the part's own code. */
final class AppxXml {
  private AppxXml() {}

  static XmlElement read(byte[] xml, String file, String code) throws MalformedPackageException {
    try {
      return Xml.read(xml, file);
    } catch (MalformedDocumentException e) {
      throw refused(e.finding(), code);
    }
  }

  static void visit(byte[] xml, String file, String code, XmlVisitor visitor)
      throws MalformedPackageException {
    try {
      Xml.visit(xml, file, visitor);
    } catch (MalformedDocumentException e) {
      throw refused(e.finding(), code);
    }
  }

  private static MalformedPackageException refused(Finding f, String code) {
    return new MalformedPackageException(
        List.of(Finding.error(code, "", f.message()).at(f.file(), f.line(), f.column())));
  }
}

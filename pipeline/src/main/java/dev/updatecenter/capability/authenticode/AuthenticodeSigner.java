package dev.updatecenter.capability.authenticode;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** Port: puts an Authenticode signature into a file. One certificate; safe from many threads. */
public interface AuthenticodeSigner {
  /**
   * Signs in place and replaces a signature that is there. After an exception the file's content is
   * unspecified: throw it away.
   *
   * @param file the caller's own copy: a cabinet, a catalog, a PE, an MSI or an app package
   * @param displayName what a user is shown as the program's name
   * @throws IOException when the file cannot be read or written
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 13 when no timestamp authority
   *     answered, exit 3 when the file is none that can be signed
   */
  void sign(Path file, String displayName) throws IOException;

  /** The certificate that signs. */
  X509Certificate certificate();

  /** What the signature embeds, leaf first. */
  List<X509Certificate> chain();
}

package dev.updatecenter.capability.authenticode;

import java.io.IOException;
import java.nio.file.Path;

/** Port: judges the signature inside a file. Safe from many threads. */
public interface AuthenticodeVerifier {
  /**
   * Judges a file of any content: what is wrong with it is in the verdict, never thrown.
   *
   * @throws IOException when the file cannot be read
   */
  SignatureVerdict verify(Path file, VerificationPolicy policy) throws IOException;
}

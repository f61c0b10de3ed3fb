package dev.updatecenter.capability.authenticode.container;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file with room for an Authenticode signature. Not safe from several threads. */
public interface SignedContainer extends Closeable {
  /** {@code contentInfo.contentType} of a signature over indirect data. */
  String SPC_INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4";

  /**
   * Opens a file by what it holds.
   *
   * @return empty for a format without Authenticode
   * @throws MalformedContainerException when the file's layout is broken
   */
  static Optional<SignedContainer> open(Path file) throws IOException {
    FileBytes bytes = new FileBytes(file);
    try {
      Optional<SignedContainer> container = ContainerKind.sniff(bytes).open(bytes);
      if (container.isEmpty()) {
        bytes.close();
      }
      return container;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** The format's wire name, as {@code package inspect} prints it. */
  String format();

  /** The PKCS#7 blob, padded to {@link #alignment()} at most; empty when the file has none. */
  Optional<byte[]> signature() throws IOException;

  /** The content type that the signature must have. */
  default String contentType() {
    return SPC_INDIRECT_DATA;
  }

  /** The type of the indirect data that the signature must name; empty where there is none. */
  Optional<String> dataType();

  /**
   * Recomputes what the signature must hold, in one pass.
   *
   * @return empty where the signature holds the content itself
   */
  Optional<byte[]> digest(HashAlgorithm algorithm) throws IOException;

  /** What lies in the file without being covered by the digest or pinned by the format. */
  List<String> uncovered() throws IOException;

  /** The multiple of bytes that zeros may fill the signature up to; 1 for no padding at all. */
  default int alignment() {
    return 1;
  }

  /** What is to be said of a signed file without refusing it. */
  default Set<ContainerNote> notes() throws IOException {
    return Set.of();
  }
}

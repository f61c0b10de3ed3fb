package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A security catalog: the file is the PKCS#7 message, and its content the list of members. */
final class CatContainer implements SignedContainer {
  private static final int LARGEST = 32 * 1024 * 1024;

  private final FileBytes file;

  CatContainer(FileBytes file) throws IOException {
    this.file = file;
    if (file.size() > LARGEST) {
      throw new MalformedContainerException("a catalog of " + file.size() + " bytes");
    }
  }

  @Override
  public String format() {
    return "cat";
  }

  @Override
  public Optional<byte[]> signature() throws IOException {
    return Optional.of(file.read(0, (int) file.size()).array());
  }

  @Override
  public String contentType() {
    // szOID_CTL
    return "1.3.6.1.4.1.311.10.1";
  }

  @Override
  public Optional<String> dataType() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> digest(HashAlgorithm algorithm) {
    return Optional.empty();
  }

  @Override
  public List<String> uncovered() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Tells formats by their first bytes. */
enum ContainerKind {
  CABINET,
  EXECUTABLE,
  APP_PACKAGE,
  INSTALLER,
  CATALOG,
  UNKNOWN;

  private static final int CAB = 0x4643534d;
  private static final int ZIP = 0x04034b50;
  private static final long COMPOUND_FILE = 0xe11ab1a1e011cfd0L;

  static ContainerKind sniff(FileBytes file) throws IOException {
    if (file.size() < Long.BYTES) {
      return UNKNOWN;
    }
    ByteBuffer head = file.read(0, Long.BYTES);
    if (head.getInt(0) == CAB) {
      return CABINET;
    }
    if (head.getInt(0) == ZIP) {
      return APP_PACKAGE;
    }
    if (head.getLong(0) == COMPOUND_FILE) {
      return INSTALLER;
    }
    if (head.get(0) == 'M' && head.get(1) == 'Z') {
      return EXECUTABLE;
    }
    // A catalog is a bare DER ContentInfo: SEQUENCE with a long length, then an OBJECT IDENTIFIER.
    int lengthBytes = head.get(1) & 0x7f;
    boolean sequence = head.get(0) == 0x30 && head.get(1) < 0 && lengthBytes <= 4;
    return sequence && head.get(2 + lengthBytes) == 0x06 ? CATALOG : UNKNOWN;
  }

  Optional<SignedContainer> open(FileBytes file) throws IOException {
    return switch (this) {
      case CABINET -> Optional.of(new CabContainer(file));
      case EXECUTABLE -> Optional.of(new PeContainer(file));
      case APP_PACKAGE -> Optional.of(AppxContainer.open(file));
      case CATALOG -> Optional.of(new CatContainer(file));
      case INSTALLER -> Optional.of(new MsiContainer(file));
      case UNKNOWN -> Optional.empty();
    };
  }
}

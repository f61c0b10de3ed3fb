package dev.updatecenter.capability.tuf;

import java.io.FileNotFoundException;

/** The edge has no such metadata file. For the next root that is the normal answer. */
public final class MetadataNotFoundException extends FileNotFoundException {
  /** Names the file as it was asked for, such as {@code 2.root.json}. */
  public MetadataNotFoundException(String fileName) {
    super("no such metadata file: " + fileName);
  }
}

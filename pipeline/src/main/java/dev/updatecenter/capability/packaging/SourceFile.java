package dev.updatecenter.capability.packaging;

import java.nio.file.Path;

/**
 * A file of a folder that a package is built from.
 *
 * @param name relative to the folder, with {@code \} between its parts, as a cabinet stores it
 * @param path where it lies
 * @param size in bytes, as it was when the folder was listed
 */
record SourceFile(String name, Path path, long size) {
  boolean isAtTop() {
    return name.indexOf('\\') < 0;
  }

  /** The folder part of the name with its last separator; empty at the top. */
  String folder() {
    return name.substring(0, name.lastIndexOf('\\') + 1);
  }
}

package dev.updatecenter.kernel.core;

/**
 * A place in a text file that a person wrote.
 *
 * @param file the file, as the user named it
 * @param line line from 1; 0 where unknown
 * @param column column from 1; 0 where unknown
 */
public record SourcePosition(String file, int line, int column) {
  /** The file as a whole. */
  public static SourcePosition of(String file) {
    return new SourcePosition(file, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}

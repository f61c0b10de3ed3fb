package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;

/** A document that cannot be read at all; carries the finding that says so. */
public final class MalformedDocumentException extends Exception {
  /** The code of every unreadable document. */
  public static final String CODE = "UC1001";

  private final Finding finding;

  MalformedDocumentException(SourcePosition position, String message) {
    super(position + ": " + message);
    this.finding = Finding.error(CODE, position.file(), message).at(position);
  }

  /**
   * For readers that take less than a parser would.
   *
   * @param limit in words
   */
  public static MalformedDocumentException tooLarge(String file, String limit) {
    return new MalformedDocumentException(SourcePosition.of(file), "larger than " + limit);
  }

  /** What is wrong, and where. */
  public Finding finding() {
    return finding;
  }
}

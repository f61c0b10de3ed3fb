package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;

/** A value of a document that has the right form and no sense. */
public final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SourcePosition position;

  /**
   * What is wrong.
   *
   * @param position where the value stands
   */
  public BadValueException(SourcePosition position, String message) {
    super(message);
    this.position = position;
  }

  /** For whoever collects. */
  public Finding finding() {
    return Finding.error(ReleaseDocument.BAD_VALUE, position.file(), String.valueOf(getMessage()))
        .at(position);
  }
}

package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;

/** A value of release.yaml that has the right form and no sense. */
final class BadValueException extends Exception {
  private final SourcePosition position;

  BadValueException(SourcePosition position, String message) {
    super(message);
    this.position = position;
  }

  Finding finding() {
    return Finding.error(ReleaseDocument.BAD_VALUE, position.file(), String.valueOf(getMessage()))
        .at(position);
  }
}

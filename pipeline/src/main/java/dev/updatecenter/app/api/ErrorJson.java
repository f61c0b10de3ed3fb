package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.UpdateCenterException;

/** An error that ended a command, as {@code {"error": …}}. */
public record ErrorJson(Body error) {
  /** What happened, where, why, how to mend it, and what state things are in. */
  public record Body(
      String code,
      int exit,
      boolean retryable,
      String message,
      String where,
      String why,
      String fix,
      String state) {}

  /** The shape of an error. */
  public static ErrorJson of(UpdateCenterException e) {
    return new ErrorJson(
        new Body(
            e.code(),
            e.exit().code(),
            e.exit().retryable(),
            String.valueOf(e.getMessage()),
            e.where(),
            e.why(),
            e.fix(),
            e.state()));
  }
}

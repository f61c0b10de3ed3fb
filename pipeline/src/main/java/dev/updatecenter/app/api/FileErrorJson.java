package dev.updatecenter.app.api;

import dev.updatecenter.kernel.core.UpdateCenterException;

/**
 * One of several files that a command could not work on: stands where its result would.
 *
 * @param file as it was named
 */
public record FileErrorJson(String file, ErrorJson.Body error) {
  /** The shape of such a file. */
  public static FileErrorJson of(String file, UpdateCenterException e) {
    return new FileErrorJson(file, ErrorJson.of(e).error());
  }
}

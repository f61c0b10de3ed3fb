package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;

/** A file is not laid out as its format says: no digest of it can be computed. */
public final class MalformedContainerException extends IOException {
  /** Says what is wrong, with the values. */
  public MalformedContainerException(String message) {
    super(message);
  }
}

package dev.updatecenter.capability.tuf;

/** Written for another major version of the specification (TUF 4.3, spec_version). */
public final class SpecVersionException extends TufVerificationException {
  private final String found;

  SpecVersionException(String file, String found) {
    super("UC5012", file, "is written for specification '" + found + "'; 1.x is understood");
    this.found = found;
  }

  /** The version that the file names. */
  public String found() {
    return found;
  }
}

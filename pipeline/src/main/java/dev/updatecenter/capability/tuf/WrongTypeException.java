package dev.updatecenter.capability.tuf;

/** The {@code _type} is another than the place of the file asks for. */
public final class WrongTypeException extends TufVerificationException {
  private final String expected;
  private final String found;

  WrongTypeException(String file, String expected, String found) {
    super("UC5008", file, "is of type '" + found + "' where '" + expected + "' belongs");
    this.expected = expected;
    this.found = found;
  }

  /** The type that belongs there. */
  public String expected() {
    return expected;
  }

  /** The type that the file names. */
  public String found() {
    return found;
  }
}

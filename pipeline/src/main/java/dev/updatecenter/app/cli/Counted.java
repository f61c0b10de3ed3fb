package dev.updatecenter.app.cli;

/** Counts in words. */
final class Counted {
  private Counted() {}

  static String devices(int count) {
    return count == 1 ? "1 device" : count + " devices";
  }
}

package dev.updatecenter.kernel.core;

import java.util.Locale;

/** How much a finding weighs; the first is the gravest. */
public enum Severity {
  /** Would be refused, or fail later. */
  ERROR,
  /** Works, and is likely not what was meant. */
  WARNING,
  /** Worth knowing. */
  NOTE;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this is as grave as {@code threshold} or graver. */
  public boolean atLeast(Severity threshold) {
    return compareTo(threshold) <= 0;
  }
}

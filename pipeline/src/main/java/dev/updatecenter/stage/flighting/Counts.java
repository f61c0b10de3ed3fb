package dev.updatecenter.stage.flighting;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** How counts and rates are told. */
final class Counts {
  /** So that 0.97, which no double is, is not told as 96.9 %. */
  private static final double DUST = 1e-9;

  private static final int TOP = 3;

  private Counts() {}

  static String devices(int count) {
    return count == 1 ? "1 device" : count + " devices";
  }

  /** Such as {@code 0x800B010A from 9 devices}: the commonest first, at most three. */
  static String top(SortedMap<FailureCode, Integer> codes) {
    String most =
        codes.entrySet().stream()
            .sorted(Map.Entry.<FailureCode, Integer>comparingByValue().reversed())
            .limit(TOP)
            .map(e -> e.getKey() + " from " + devices(e.getValue()))
            .collect(Collectors.joining(", "));
    return codes.size() > TOP ? most + " and " + (codes.size() - TOP) + " other codes" : most;
  }

  /** Cut, not rounded: 96.99 % must not read as the 97 % it misses. */
  static String percent(double rate) {
    return tenths(Math.floor(rate * 1000 + DUST));
  }

  /** For the upper end of an interval: rounded up, so that what is told holds. */
  static String percentUp(double rate) {
    return tenths(Math.ceil(rate * 1000 - DUST));
  }

  private static String tenths(double tenths) {
    return String.format(Locale.ROOT, "%.1f %%", tenths / 10);
  }
}

package dev.updatecenter.stage.flighting;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What decides which devices come first: new for each ring and version, then kept, so that a wider
 * share holds every device of the narrower one.
 *
 * @param hex 32 lower-case hex digits
 */
public record Salt(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final int BYTES = 16;

  /** Refuses any other form. */
  public Salt {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a salt is 32 lower-case hex digits");
    }
  }

  /**
   * A new salt.
   *
   * @param random unpredictable, or devices could be chosen to come last
   */
  public static Salt fresh(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Salt(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return hex;
  }
}

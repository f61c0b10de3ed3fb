package dev.updatecenter.stage.flighting;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The HRESULT that an installation ended with, such as {@code 0x800B010A}.
 *
 * @param value the 32 bits
 */
public record FailureCode(int value) implements Comparable<FailureCode> {
  private static final Pattern FORM = Pattern.compile("0x[0-9A-Fa-f]{8}");

  /**
   * Parses {@code 0x} and eight hex digits of either case.
   *
   * @throws IllegalArgumentException for any other form
   */
  public static FailureCode parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not an HRESULT such as 0x800B010A: " + text);
    }
    return new FailureCode(HexFormat.fromHexDigits(text, 2, text.length()));
  }

  @Override
  public int compareTo(FailureCode other) {
    return Integer.compareUnsigned(value, other.value);
  }

  /** {@code 0x} and eight upper-case digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().toHexDigits(value).toUpperCase(Locale.ROOT);
  }
}

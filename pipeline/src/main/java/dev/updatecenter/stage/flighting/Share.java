package dev.updatecenter.stage.flighting;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Which part of a ring's devices a release is for: an exact decimal from 0 to 1, as {@code
 * rollout.json} carries it.
 *
 * @param fraction 0 to 1 without trailing zeros, at most 12 decimals
 */
public record Share(BigDecimal fraction) implements Comparable<Share> {
  /** No device. */
  public static final Share NONE = new Share(BigDecimal.ZERO);

  /** Every device. */
  public static final Share ALL = new Share(BigDecimal.ONE);

  private static final int MAX_DECIMALS = 12;
  private static final BigDecimal TWO_TO_64 = new BigDecimal(BigInteger.ONE.shiftLeft(64));

  /**
   * Brings equal fractions to one spelling.
   *
   * @throws IllegalArgumentException below 0, above 1 or finer than 12 decimals
   */
  public Share {
    if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("a share lies in 0..1");
    }
    fraction = fraction.signum() == 0 ? BigDecimal.ZERO : fraction.stripTrailingZeros();
    if (fraction.scale() > MAX_DECIMALS) {
      throw new IllegalArgumentException("a share has at most 12 decimals");
    }
  }

  /** The share that a ramp step's percentage means. */
  public static Share ofPercent(double percent) {
    return new Share(BigDecimal.valueOf(percent).movePointLeft(2));
  }

  /**
   * Whether a point of the 64-bit range lies below share · 2^64; no rounding anywhere.
   *
   * @param point an unsigned 64-bit number
   */
  public boolean covers(long point) {
    BigDecimal value = new BigDecimal(new BigInteger(Long.toUnsignedString(point)));
    return value.compareTo(fraction.multiply(TWO_TO_64)) < 0;
  }

  /** The larger of two shares. */
  public Share atLeast(Share other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Share other) {
    return fraction.compareTo(other.fraction);
  }

  /** Such as {@code 12.5 %}. */
  @Override
  public String toString() {
    return fraction.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }
}

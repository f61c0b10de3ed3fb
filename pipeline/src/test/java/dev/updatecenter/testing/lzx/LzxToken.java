package dev.updatecenter.testing.lzx;

/**
 * What stands in a compressed block.
 *
 * @param length of content: 1 = a literal, else a match
 * @param literal the byte
 * @param slot 0 to 2: one of the offsets used last; else the position slot
 * @param footer what is added to the slot's base
 */
record LzxToken(int length, int literal, int slot, int footer) {
  private static final int SLOTS = 50;

  static LzxToken literal(byte value) {
    return new LzxToken(1, value & 0xFF, 0, 0);
  }

  static LzxToken repeat(int length, int slot) {
    return new LzxToken(length, 0, slot, 0);
  }

  static LzxToken match(int length, int offset) {
    int formatted = offset + 2;
    int slot = 3;
    while (slot + 1 < SLOTS && base(slot + 1) <= formatted) {
      slot++;
    }
    return new LzxToken(length, 0, slot, formatted - base(slot));
  }

  boolean isLiteral() {
    return length == 1;
  }

  int mainSymbol() {
    return isLiteral() ? literal : 256 + slot * 8 + Math.min(length - 2, 7);
  }

  /** In the tree of long lengths; -1 where it is not needed. */
  int lengthSymbol() {
    return isLiteral() || length < 9 ? -1 : length - 9;
  }

  int footerBits() {
    return isLiteral() ? 0 : footerBits(slot);
  }

  private static int footerBits(int slot) {
    return Math.min(17, Math.max(0, slot / 2 - 1));
  }

  private static int base(int slot) {
    int base = 0;
    for (int i = 0; i < slot; i++) {
      base += 1 << footerBits(i);
    }
    return base;
  }
}

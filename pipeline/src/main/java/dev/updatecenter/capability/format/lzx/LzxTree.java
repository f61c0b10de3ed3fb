package dev.updatecenter.capability.format.lzx;

import java.util.Arrays;

/**
 * A canonical Huffman code (MS-PATCH "Encoding the Trees and Pre-Trees"), complete or empty. Codes
 * up to ten bits are looked up, longer ones searched by length, so that building stays cheap: a
 * hostile stream may build one for every few bytes.
 */
final class LzxTree {
  private static final int MAX_BITS = 16;
  private static final int TABLE_BITS = 10;

  private final String name;
  private final short[] table = new short[1 << TABLE_BITS];
  private final int[] count = new int[MAX_BITS + 1];
  private final int[] first = new int[MAX_BITS + 1];
  private final int[] start = new int[MAX_BITS + 1];
  private final short[] symbols;

  LzxTree(String name, int size) {
    this.name = name;
    this.symbols = new short[size];
  }

  /**
   * Takes over other lengths.
   *
   * @param lengths the length of each symbol's code in bits, 0 to 16; 0 = the symbol is not used
   */
  void build(byte[] lengths) throws MalformedLzxException {
    Arrays.fill(count, 0);
    for (int i = 0; i < symbols.length; i++) {
      count[lengths[i]]++;
    }
    checkComplete();
    int[] at = new int[MAX_BITS + 1];
    for (int bits = 1; bits < MAX_BITS; bits++) {
      at[bits + 1] = at[bits] + count[bits];
    }
    System.arraycopy(at, 0, start, 0, at.length);
    for (int symbol = 0; symbol < symbols.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[at[lengths[symbol]]++] = (short) symbol;
      }
    }
    fillTable();
  }

  private void checkComplete() throws MalformedLzxException {
    int code = 0;
    for (int bits = 1; bits <= MAX_BITS; bits++) {
      code <<= 1;
      first[bits] = code;
      code += count[bits];
      if (code > 1 << bits) {
        throw new MalformedLzxException("the LZX " + name + " tree has too many codes");
      }
    }
    if (code != 1 << MAX_BITS && code != 0) {
      throw new MalformedLzxException("the LZX " + name + " tree has too few codes");
    }
  }

  private void fillTable() {
    Arrays.fill(table, (short) 0);
    int filled = 0;
    for (int bits = 1; bits <= TABLE_BITS; bits++) {
      int width = 1 << (TABLE_BITS - bits);
      for (int i = 0; i < count[bits]; i++) {
        short entry = (short) (symbols[start[bits] + i] << 4 | bits);
        Arrays.fill(table, filled, filled + width, entry);
        filled += width;
      }
    }
  }

  /** Reads one symbol. */
  int decode(LzxBits bits) throws MalformedLzxException {
    int ahead = bits.peek(MAX_BITS);
    int entry = table[ahead >>> (MAX_BITS - TABLE_BITS)];
    if (entry != 0) {
      bits.drop(entry & 0xF);
      return entry >> 4;
    }
    return decodeLong(bits, ahead);
  }

  private int decodeLong(LzxBits bits, int ahead) throws MalformedLzxException {
    for (int length = TABLE_BITS + 1; length <= MAX_BITS; length++) {
      int index = (ahead >>> (MAX_BITS - length)) - first[length];
      if (index >= 0 && index < count[length]) {
        bits.drop(length);
        return symbols[start[length] + index];
      }
    }
    throw new MalformedLzxException("the LZX " + name + " tree is empty, and used");
  }
}

package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.util.Arrays;

/**
 * LZ77 with Huffman codes, MS-XCA 2.1 and 2.2: 256 bytes with the lengths of 512 codes, four bits
 * each, then codes in words of 16 bits, little endian, taken from the top, between which lengths of
 * long matches lie as whole bytes.
 */
final class XpressHuffman implements ChunkDecoder {
  private static final int TABLE = 256;
  private static final int SYMBOLS = 512;
  private static final int LITERALS = 256;
  private static final int MAX_BITS = 15;
  private static final int MIN_MATCH = 3;

  /** For each 15 bits: the symbol, and below it its length; 0 where no code begins so. */
  private final short[] symbolOf = new short[1 << MAX_BITS];

  private final byte[] lengthOf = new byte[SYMBOLS];
  private byte[] in = new byte[0];
  private int end;
  private int position;
  private int bits;
  private int extra;

  @Override
  public void decode(byte[] chunk, int inLength, byte[] out, int outLength)
      throws MalformedPackageException {
    if (inLength < TABLE) {
      throw damaged("is shorter than its table of codes");
    }
    in = chunk;
    end = inLength;
    table();
    position = TABLE;
    bits = (word() << 16) | word();
    extra = 16;
    int done = 0;
    while (done < outLength) {
      int symbol = symbol();
      if (symbol < LITERALS) {
        out[done++] = (byte) symbol;
      } else {
        done = match(symbol - LITERALS, out, done, outLength);
      }
    }
  }

  /** MS-XCA 2.2.4 build of the decoding table; an incomplete code may stand, a crowded one not. */
  private void table() throws MalformedPackageException {
    for (int i = 0; i < TABLE; i++) {
      lengthOf[2 * i] = (byte) (in[i] & 0xF);
      lengthOf[2 * i + 1] = (byte) ((in[i] >> 4) & 0xF);
    }
    int next = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      int span = 1 << (MAX_BITS - length);
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (lengthOf[symbol] == length) {
          if (next + span > symbolOf.length) {
            throw damaged("has more codes than fit");
          }
          Arrays.fill(symbolOf, next, next + span, (short) symbol);
          next += span;
        }
      }
    }
    Arrays.fill(symbolOf, next, symbolOf.length, (short) -1);
  }

  private int symbol() throws MalformedPackageException {
    int symbol = symbolOf[bits >>> (32 - MAX_BITS)];
    if (symbol < 0) {
      throw damaged("has bits that are no code");
    }
    take(lengthOf[symbol]);
    return symbol;
  }

  private int match(int symbol, byte[] out, int done, int outLength)
      throws MalformedPackageException {
    int length = length(symbol & 0xF) + MIN_MATCH;
    int offsetBits = symbol >> 4;
    int offset = (1 << offsetBits) | (offsetBits == 0 ? 0 : bits >>> (32 - offsetBits));
    take(offsetBits);
    if (offset > done || length > outLength - done) {
      throw damaged("has a match that reaches outside");
    }
    // The match may overlap what it makes: byte by byte.
    for (int i = 0; i < length; i++) {
      out[done + i] = out[done + i - offset];
    }
    return done + length;
  }

  private int length(int low) throws MalformedPackageException {
    if (low < 0xF) {
      return low;
    }
    int more = oneByte();
    if (more < 0xFF) {
      return more + 0xF;
    }
    int length = oneByte() | (oneByte() << 8);
    if (length < 0xF) {
      throw damaged("has a length that its short form would do for");
    }
    return length;
  }

  private void take(int count) {
    bits <<= count;
    extra -= count;
    if (extra < 0) {
      bits |= word() << -extra;
      extra += 16;
    }
  }

  /** Sixteen bits; past the end zeros, which the last codes may look at and not use. */
  private int word() {
    if (position + 2 > end) {
      position = end;
      return 0;
    }
    int word = (in[position] & 0xFF) | ((in[position + 1] & 0xFF) << 8);
    position += 2;
    return word;
  }

  private int oneByte() throws MalformedPackageException {
    if (position >= end) {
      throw damaged("ends inside a length");
    }
    return in[position++] & 0xFF;
  }

  private static MalformedPackageException damaged(String what) {
    return WimFault.CONTENT.exception("a chunk " + what);
  }
}

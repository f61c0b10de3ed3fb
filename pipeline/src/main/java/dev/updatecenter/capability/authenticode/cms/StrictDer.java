package dev.updatecenter.capability.authenticode.cms;

/**
 * Walks DER (X.690 10.1): definite, shortest lengths, elements that fill their parents exactly,
 * bounded depth and number. What passes here is read alike by every parser, and cannot blow the
 * stack of ours.
 */
final class StrictDer {
  private static final int DEEPEST = 64;
  private static final int CONSTRUCTED = 0x20;
  private static final int HIGH_TAG = 0x1f;
  private static final int CONTEXT = 0xc0;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int MOST_ELEMENTS = 500_000;

  private final byte[] der;
  private int elements;

  private StrictDer(byte[] der) {
    this.der = der;
  }

  /**
   * Checks the first element of {@code der}.
   *
   * @return its length, header included
   */
  static int check(byte[] der) throws MalformedSignatureException {
    return new StrictDer(der).element(0, der.length, 0);
  }

  /** Where the content of the element at 0 begins; the element was checked before. */
  static int contentOffset(byte[] der) {
    return (der[1] & 0x80) == 0 ? 2 : 2 + (der[1] & 0x7f);
  }

  private int element(int start, int limit, int depth) throws MalformedSignatureException {
    if (depth > DEEPEST) {
      throw new MalformedSignatureException("nested more than " + DEEPEST + " deep");
    }
    if (limit - start < 2 || (der[start] & HIGH_TAG) == HIGH_TAG) {
      throw new MalformedSignatureException("no element at byte " + start);
    }
    if (++elements > MOST_ELEMENTS) {
      throw new MalformedSignatureException("more than " + MOST_ELEMENTS + " elements");
    }
    // X.690 10.2: strings in one piece; 8.9.1, 8.11.1: sequences and sets are constructed.
    int tag = der[start] & 0xff;
    boolean collection = (tag | CONSTRUCTED) == SEQUENCE || (tag | CONSTRUCTED) == SET;
    if ((tag & CONTEXT) == 0 && collection != ((tag & CONSTRUCTED) != 0)) {
      throw new MalformedSignatureException("a string in pieces at byte " + start);
    }
    int first = der[start + 1] & 0xff;
    int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    int content = start + 2 + lengthBytes;
    int length = lengthBytes == 0 ? first : longLength(start + 2, lengthBytes, limit);
    if (first == 0x80 || length > limit - content) {
      throw new MalformedSignatureException("the length at byte " + start + " is not DER");
    }
    if ((der[start] & CONSTRUCTED) != 0) {
      int at = content;
      while (at < content + length) {
        at = element(at, content + length, depth + 1);
      }
    }
    return content + length;
  }

  private int longLength(int at, int count, int limit) throws MalformedSignatureException {
    if (count > 4 || limit - at < count) {
      throw new MalformedSignatureException("the length at byte " + at + " is too long");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (der[at + i] & 0xff);
    }
    boolean shortest = length >= 0x80 && length >>> (8 * (count - 1)) != 0;
    if (!shortest || length > Integer.MAX_VALUE) {
      throw new MalformedSignatureException("the length at byte " + at + " is not the shortest");
    }
    return (int) length;
  }
}

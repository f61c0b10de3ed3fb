package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.util.Arrays;

/**
 * Walks over the elements of one level of DER (X.690 10.1): definite lengths in their shortest form
 * that end inside their parent. Goes down only where it is asked to, so that nesting costs nothing,
 * and copies nothing but what is taken out.
 */
final class DerCursor {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int BMP_STRING = 0x1e;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int CONTEXT_0 = 0xa0;

  private static final int MULTI_BYTE_TAG = 0x1f;
  private static final int LONGEST_OID = 64;

  private final byte[] der;
  private final int end;
  private int at;

  private DerCursor(byte[] der, int from, int end) {
    this.der = der;
    this.at = from;
    this.end = end;
  }

  static DerCursor over(byte[] der) {
    return new DerCursor(der, 0, der.length);
  }

  boolean hasMore() {
    return at < end;
  }

  /** The tag of the next element; -1 after the last. */
  int tag() {
    return at < end ? der[at] & 0xff : -1;
  }

  boolean is(int tag) {
    return tag() == tag;
  }

  /** The content of the next element, which must have this tag; goes on behind it. */
  DerCursor enter(int tag, String what) throws MalformedPackageException {
    if (tag() != tag) {
      throw fault("no " + what);
    }
    return next();
  }

  /** The content of the next element, whatever it is; goes on behind it. */
  DerCursor next() throws MalformedPackageException {
    if (end - at < 2 || (der[at] & MULTI_BYTE_TAG) == MULTI_BYTE_TAG) {
      throw fault("no element");
    }
    int first = der[at + 1] & 0xff;
    int count = first < 0x80 ? 0 : first & 0x7f;
    int content = at + 2 + count;
    long length = count == 0 ? first : longLength(at + 2, count);
    if (first == 0x80 || length > end - content) {
      throw fault("a length that is not DER or leads out");
    }
    at = content + (int) length;
    return new DerCursor(der, content, at);
  }

  /** What is left of this level, copied. */
  byte[] bytes() {
    return Arrays.copyOfRange(der, at, end);
  }

  /** The bytes of an element with this tag. */
  byte[] bytes(int tag, String what) throws MalformedPackageException {
    return enter(tag, what).bytes();
  }

  /** The next element, an object identifier, with dots (X.690 8.19). */
  String oid(String what) throws MalformedPackageException {
    byte[] content = bytes(OID, what);
    if (content.length == 0 || content.length > LONGEST_OID || content[content.length - 1] < 0) {
      throw fault("no object identifier for " + what);
    }
    StringBuilder dotted = new StringBuilder();
    long arc = 0;
    for (byte b : content) {
      if (arc > Long.MAX_VALUE >> 8) {
        throw fault("an object identifier beyond all numbers");
      }
      arc = arc << 7 | (b & 0x7f);
      if (b >= 0) {
        append(dotted, arc);
        arc = 0;
      }
    }
    return dotted.toString();
  }

  /** Nothing more may follow here. */
  void end(String what) throws MalformedPackageException {
    if (hasMore()) {
      throw fault("more than " + what);
    }
  }

  MalformedPackageException fault(String what) {
    return new MalformedPackageException(
        SecurityCatalog.UNREADABLE, "the catalog is damaged: " + what + " at byte " + at);
  }

  private static void append(StringBuilder dotted, long arc) {
    if (dotted.length() == 0) {
      long root = Math.min(arc / 40, 2);
      dotted.append(root).append('.').append(arc - root * 40);
    } else {
      dotted.append('.').append(arc);
    }
  }

  private long longLength(int from, int count) throws MalformedPackageException {
    if (count > 4 || end - from < count) {
      throw fault("a length that is too long");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (der[from + i] & 0xff);
    }
    if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
      throw fault("a length that is not the shortest");
    }
    return length;
  }
}

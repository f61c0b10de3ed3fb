package dev.updatecenter.capability.authenticode.revocation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Reads DER (X.690 8.1, 10.1) forwards and in place: one object for a level, none for an element's
 * bytes, so that a list of a million entries costs no million of copies.
 */
final class DerCursor {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTETS = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;

  private static final int CONSTRUCTED = 0x20;
  private static final int HIGH_TAG = 0x1f;
  private static final int DEEPEST = 32;

  private final byte[] der;
  private final int end;
  private int at;

  DerCursor(byte[] der) {
    this(der, 0, der.length);
  }

  DerCursor(byte[] der, int from, int end) {
    this.der = der;
    this.at = from;
    this.end = end;
  }

  boolean more() {
    return at < end;
  }

  /** Where the next element begins. */
  int position() {
    return at;
  }

  /** Behind the last byte of this level. */
  int end() {
    return end;
  }

  /** The tag of the next element; -1 at the end. */
  int tag() {
    return more() ? der[at] & 0xff : -1;
  }

  /** Steps over the next element, which has to be of a kind; gives its content. */
  DerCursor enter(int tag) throws MalformedRevocationException {
    if (tag() != tag) {
      throw new MalformedRevocationException(
          "at byte " + at + " stands no element 0x" + Integer.toHexString(tag));
    }
    int content = header();
    DerCursor inner = new DerCursor(der, content, content + length(at, content));
    at = inner.end;
    return inner;
  }

  /** Steps over the next element, whatever it is; a copy of it, header included. */
  byte[] whole(int atMost) throws MalformedRevocationException {
    int start = at;
    enter(tag());
    if (at - start > atMost) {
      throw new MalformedRevocationException("the element at byte " + start + " is too long");
    }
    return Arrays.copyOfRange(der, start, at);
  }

  /** A copy of what is left of this level. */
  byte[] rest() {
    return Arrays.copyOfRange(der, at, end);
  }

  /** A time (RFC 5280 4.1.2.5): whole seconds, in UTC. */
  Instant time() throws MalformedRevocationException {
    boolean longForm = tag() == GENERALIZED_TIME;
    DerCursor text = enter(longForm ? GENERALIZED_TIME : UTC_TIME);
    int digits = longForm ? 14 : 12;
    if (text.end - text.at != digits + 1 || der[text.at + digits] != 'Z') {
      throw new MalformedRevocationException("the time at byte " + text.at + " is not in UTC");
    }
    int year = text.number(longForm ? 4 : 2);
    if (!longForm) {
      year += year < 50 ? 2000 : 1900;
    }
    try {
      return LocalDateTime.of(
              year, text.number(2), text.number(2), text.number(2), text.number(2), text.number(2))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new MalformedRevocationException("the time at byte " + text.at + " is none", e);
    }
  }

  private int number(int digits) throws MalformedRevocationException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = der[at++] - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedRevocationException("no digit at byte " + (at - 1));
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * Whether every element inside is whole and none lies deeper than any parser's stack bears.
   *
   * @throws MalformedRevocationException when not
   */
  static void requireShallow(byte[] der) throws MalformedRevocationException {
    DerCursor whole = new DerCursor(der);
    walk(whole, 0);
  }

  private static void walk(DerCursor level, int depth) throws MalformedRevocationException {
    if (depth > DEEPEST) {
      throw new MalformedRevocationException("elements lie more than " + DEEPEST + " deep");
    }
    while (level.more()) {
      boolean constructed = (level.tag() & CONSTRUCTED) != 0;
      DerCursor inner = level.enter(level.tag());
      if (constructed) {
        walk(inner, depth + 1);
      }
    }
  }

  /** Where the content of the next element begins. */
  private int header() throws MalformedRevocationException {
    if (end - at < 2 || (der[at] & HIGH_TAG) == HIGH_TAG) {
      throw new MalformedRevocationException("no element at byte " + at);
    }
    int first = der[at + 1] & 0xff;
    int bytes = first < 0x80 ? 0 : first & 0x7f;
    if (first == 0x80 || bytes > 4 || bytes > end - at - 2) {
      throw new MalformedRevocationException("the length at byte " + at + " is not DER");
    }
    return at + 2 + bytes;
  }

  private int length(int start, int content) throws MalformedRevocationException {
    long length = content == start + 2 ? der[start + 1] : 0;
    for (int i = start + 2; i < content; i++) {
      length = length << 8 | (der[i] & 0xff);
    }
    if (length > end - content) {
      throw new MalformedRevocationException("the element at byte " + start + " is cut off");
    }
    return (int) length;
  }
}

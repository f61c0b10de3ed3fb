package dev.updatecenter.capability.authenticode.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The entries of a list (RFC 5280 5.1.2.6), left where they are: eight bytes for each say where, so
 * that a list of a million entries costs 8 MB beside its own bytes.
 */
final class RevocationEntries {
  private static final byte[] REASON = {0x55, 0x1d, 0x15}; // 2.5.29.21
  private static final byte[] INVALIDITY = {0x55, 0x1d, 0x18}; // 2.5.29.24
  private static final int FIRST = 1 << 12;

  private final byte[] der;
  private final Optional<String> foreign;
  private final long[] places;

  private RevocationEntries(byte[] der, Optional<String> foreign, long[] places) {
    this.der = der;
    this.foreign = foreign;
    this.places = places;
  }

  static RevocationEntries none(byte[] der) {
    return new RevocationEntries(der, Optional.empty(), new long[0]);
  }

  /** Reads through all entries once: structure, and where each is. */
  static RevocationEntries index(byte[] der, DerCursor entries)
      throws MalformedRevocationException {
    long[] places = new long[Math.min(FIRST, 1 + (entries.end() - entries.position()) / 20)];
    int count = 0;
    Optional<String> foreign = Optional.empty();
    while (entries.more()) {
      if (count == places.length) {
        places = Arrays.copyOf(places, count + (count >> 1) + 1);
      }
      int start = entries.position();
      DerCursor entry = entries.enter(DerCursor.SEQUENCE);
      DerCursor serial = serial(entry);
      places[count++] = (long) hash(der, serial.position(), serial.end()) << 32 | start;
      entry.time();
      Optional<String> strange = criticalExtension(entry);
      foreign = foreign.isPresent() ? foreign : strange;
    }
    long[] sorted = Arrays.copyOf(places, count);
    Arrays.sort(sorted);
    return new RevocationEntries(der, foreign, sorted);
  }

  int count() {
    return places.length;
  }

  /**
   * RFC 5280 5.3: a list with a critical entry extension that is not understood must not be used;
   * certificateIssuer, which makes a list indirect, is one.
   */
  Optional<String> notUnderstood() {
    return foreign;
  }

  Optional<Revoked> find(BigInteger serial) throws MalformedRevocationException {
    byte[] wanted = serial.toByteArray();
    long hash = (long) hash(wanted, 0, wanted.length) << 32;
    int from = Arrays.binarySearch(places, hash);
    for (int i = from < 0 ? -from - 1 : from;
        i < places.length && places[i] >> 32 == hash >> 32;
        i++) {
      DerCursor entry = new DerCursor(der, (int) places[i], der.length).enter(DerCursor.SEQUENCE);
      DerCursor found = serial(entry);
      if (Arrays.equals(der, found.position(), found.end(), wanted, 0, wanted.length)) {
        return Optional.of(revoked(entry));
      }
    }
    return Optional.empty();
  }

  private static DerCursor serial(DerCursor entry) throws MalformedRevocationException {
    DerCursor serial = entry.enter(DerCursor.INTEGER);
    if (!serial.more()) {
      throw new MalformedRevocationException("an empty serial number");
    }
    return serial;
  }

  private Revoked revoked(DerCursor entry) throws MalformedRevocationException {
    Instant since = entry.time();
    String reason = Revoked.reason(0);
    if (entry.more()) {
      DerCursor extensions = entry.enter(DerCursor.SEQUENCE);
      while (extensions.more()) {
        DerCursor extension = extensions.enter(DerCursor.SEQUENCE);
        byte[] oid = extension.enter(DerCursor.OBJECT_IDENTIFIER).rest();
        if (extension.tag() == DerCursor.BOOLEAN) {
          extension.enter(DerCursor.BOOLEAN);
        }
        byte[] value = extension.enter(DerCursor.OCTETS).rest();
        if (Arrays.equals(oid, REASON)) {
          reason = Revoked.reason(value.length == 0 ? 0 : value[value.length - 1]);
        } else if (Arrays.equals(oid, INVALIDITY)) {
          since = Revoked.since(since, invalidity(value));
        }
      }
    }
    return new Revoked(since, reason);
  }

  /** The safe reading of a broken date: bad from the beginning. */
  private static Instant invalidity(byte[] value) {
    try {
      return new DerCursor(value).time();
    } catch (MalformedRevocationException e) {
      return Instant.MIN;
    }
  }

  private static Optional<String> criticalExtension(DerCursor entry)
      throws MalformedRevocationException {
    if (!entry.more()) {
      return Optional.empty();
    }
    DerCursor extensions = entry.enter(DerCursor.SEQUENCE);
    while (extensions.more()) {
      DerCursor extension = extensions.enter(DerCursor.SEQUENCE);
      DerCursor oid = extension.enter(DerCursor.OBJECT_IDENTIFIER);
      if (extension.tag() == DerCursor.BOOLEAN) {
        byte[] name = oid.rest();
        if (!Arrays.equals(name, REASON) && !Arrays.equals(name, INVALIDITY)) {
          return Optional.of(dotted(name));
        }
      }
    }
    return Optional.empty();
  }

  private static String dotted(byte[] oid) throws MalformedRevocationException {
    try {
      return ASN1ObjectIdentifier.fromContents(oid).getId();
    } catch (RuntimeException e) {
      throw new MalformedRevocationException("an extension's name is broken", e);
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    // Serial numbers in a row differ in their last byte alone: spread them.
    return hash * 0x9E3779B1;
  }
}

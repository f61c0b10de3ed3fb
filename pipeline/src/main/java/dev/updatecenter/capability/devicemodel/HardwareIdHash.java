package dev.updatecenter.capability.devicemodel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The name-based UUID (RFC 9562 5.5, version 5) behind every computer hardware id. Made for one
 * machine's ids at a time; not for several threads.
 */
final class HardwareIdHash {
  /** Microsoft's namespace; its bytes go into the hash in the order printed. */
  private static final UUID NAMESPACE = UUID.fromString("70ffd812-4c7f-4c7d-0000-000000000000");

  private final MessageDigest sha1 = sha1();

  /** The id of a joined text, hashed as UTF-16LE without an end mark. */
  UUID of(String joined) {
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(joined.getBytes(StandardCharsets.UTF_16LE)));
    // RFC 9562 5.5: version 5 in the high nibble of octet 6, variant 10b in octet 8.
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      // SHA-1 names things here; nothing is trusted because of it.
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}

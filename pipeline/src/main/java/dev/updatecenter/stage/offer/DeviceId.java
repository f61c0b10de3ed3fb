package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import java.security.PublicKey;

/**
 * Which device: the SHA-256 of its public key's DER SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
 *
 * @param digest of the key
 */
public record DeviceId(ContentDigest digest) implements Comparable<DeviceId> {
  /** The id of the device that holds the private half of a key. */
  public static DeviceId of(PublicKey key) {
    return new DeviceId(ContentDigest.of(key.getEncoded()));
  }

  /**
   * Parses 64 lower-case hex digits.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeviceId parse(String hex) {
    return new DeviceId(ContentDigest.ofHex(hex));
  }

  @Override
  public int compareTo(DeviceId other) {
    return digest.compareTo(other.digest);
  }

  /** 64 lower-case hex digits. */
  @Override
  public String toString() {
    return digest.hex();
  }
}

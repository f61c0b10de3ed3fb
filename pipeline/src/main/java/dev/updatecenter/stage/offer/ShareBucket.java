package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which devices are in a share: each device has one fixed point for a salt, so a wider share holds
 * all devices of a narrower one.
 */
public final class ShareBucket {
  private ShareBucket() {}

  /**
   * Whether a device is in a share: the first 8 bytes of SHA-256(UTF-8(salt + ":" + deviceId)),
   * big-endian and unsigned, lie below share · 2^64. Exact, without floating point.
   */
  public static boolean contains(Salt salt, DeviceId device, Share share) {
    return share.covers(point(salt, device));
  }

  /** The device's point, an unsigned 64-bit number. */
  public static long point(Salt salt, DeviceId device) {
    byte[] text = (salt + ":" + device).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(ContentDigest.of(text).bytes()).getLong();
  }
}

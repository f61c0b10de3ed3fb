package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;

/** The content of a request out of a buffer; can be sent again. */
final class Body {
  private Body() {}

  static BinaryData of(byte[] buffer, int length) {
    return BinaryData.fromByteBuffer(ByteBuffer.wrap(buffer, 0, length));
  }
}

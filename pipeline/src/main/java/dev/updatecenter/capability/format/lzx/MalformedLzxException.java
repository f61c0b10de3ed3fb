package dev.updatecenter.capability.format.lzx;

import java.io.IOException;

/** A frame that is not LZX; the container that held it says so under a code of its own. */
public final class MalformedLzxException extends IOException {
  MalformedLzxException(String message) {
    super(message);
  }
}

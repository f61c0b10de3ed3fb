package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.io.OutputStream;

/** Takes what an app package holds, part by part, in the order of its directory. */
@FunctionalInterface
public interface PartSink {
  /**
   * Where the next part goes; it is closed when the part is over, and not when it is damaged.
   *
   * @param name with {@code /}
   */
  OutputStream open(String name) throws IOException;
}

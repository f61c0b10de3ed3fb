package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.io.OutputStream;

/** Where the files of a cabinet go while it is read. */
@FunctionalInterface
public interface EntrySink {
  /**
   * Begins a file. Called once a file, in the order in which content lies in the cabinet; the
   * stream before is closed by then. {@link OutputStream#nullOutputStream()} passes over a file.
   *
   * @return where its bytes go; the cabinet closes it after the last
   */
  OutputStream open(CabinetFile file) throws IOException;
}

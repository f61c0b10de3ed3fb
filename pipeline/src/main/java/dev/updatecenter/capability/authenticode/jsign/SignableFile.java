package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jsign.Signable;
import net.jsign.mscab.MSCabinetFile;

/** Opens files for jsign. */
final class SignableFile {
  private static final byte[] CABINET = "MSCF".getBytes(StandardCharsets.US_ASCII);

  // MS-CAB 2.3, 2.4: CFHEADER and one CFFOLDER.
  private static final int LEAST = 36 + 8;

  private SignableFile() {}

  /**
   * Opens a file by what it holds.
   *
   * @throws UpdateCenterException UC4044, exit 3, for a format without Authenticode
   */
  static Signable open(Path file) throws IOException {
    // jsign looks its formats up anew for each file and lets each of them read it: a millisecond.
    if (isCabinet(file)) {
      return new MSCabinetFile(file.toFile());
    }
    try {
      return Signable.of(file.toFile());
    } catch (UnsupportedOperationException e) {
      throw UpdateCenterException.error(
              "UC4044", ExitCode.FINDINGS, file.getFileName() + " is no file that can be signed")
          .where(file)
          .why("Authenticode knows cabinets, catalogs, PE and MSI files and app packages.")
          .fix("Look what it is with: ducctl package inspect " + file)
          .state("Nothing was signed.")
          .cause(e)
          .build();
    }
  }

  private static boolean isCabinet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(LEAST);
      return head.length == LEAST && Arrays.equals(head, 0, 4, CABINET, 0, 4);
    }
  }
}

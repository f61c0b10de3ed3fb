package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes cabinets. The same inputs in the same order give the same bytes (with MSZIP: for the same
 * release of zlib); content is streamed, nothing is held whole.
 */
public final class CabinetWriter {
  private CabinetWriter() {}

  /**
   * Writes a cabinet; what was at {@code out} is replaced, and on failure nothing is left there.
   *
   * @param inputs at least one, in the order they are to be stored
   * @param reserveForSignature leaves 20 bytes in the header for the pointer to an Authenticode
   *     signature, so that signing appends without moving anything
   * @throws MalformedPackageException for names that the reader would refuse, or more than MS-CAB
   *     can hold (2 GiB)
   */
  public static void write(
      Path out, List<CabinetInput> inputs, Compression compression, boolean reserveForSignature)
      throws IOException {
    CabinetLayout layout = CabinetLayout.of(checked(inputs), compression, reserveForSignature);
    try (CabinetOutput cabinet = new CabinetOutput(out, layout)) {
      cabinet.write();
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(out);
      throw e;
    }
  }

  private static List<CabinetInput> checked(List<CabinetInput> inputs) throws IOException {
    if (inputs.isEmpty()) {
      throw CabinetFault.NO_FILES.exception("there is nothing to put into the cabinet");
    }
    EntryNames names = new EntryNames();
    inputs.forEach(i -> names.add(i.name()));
    names.require();
    return List.copyOf(inputs);
  }
}

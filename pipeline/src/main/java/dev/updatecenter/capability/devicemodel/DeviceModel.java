package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * A registered product: what its devices are and run, and the rings it is flighted through.
 *
 * @param product its name
 * @param arch of its processor
 * @param edition of its Windows
 * @param servicing of its Windows
 * @param codeIntegrityRoots SHA-256 of the roots that the image's Device Guard policy names
 * @param baselineOs the OS version that it left the factory with
 * @param baselineOcp the OEM custom package version that it left the factory with
 * @param smbios what its firmware says
 * @param match number of the computer hardware id that devices are recognized by
 * @param rings in the order of flighting; never empty
 */
public record DeviceModel(
    ProductName product,
    Architecture arch,
    Edition edition,
    Servicing servicing,
    List<ContentDigest> codeIntegrityRoots,
    PackageVersion baselineOs,
    PackageVersion baselineOcp,
    MachineInfo smbios,
    int match,
    List<RingName> rings) {
  /** The rings of a product that names none. */
  public static final List<RingName> DEFAULT_RINGS =
      List.of(RingName.PREVIEW, RingName.EARLY_ADOPTER, RingName.GENERAL_AVAILABILITY);

  /** From the most specific on; 4 and 9 serve models without a baseboard manufacturer. */
  static final List<Integer> DEFAULT_MATCHES = List.of(3, 8, 4, 9);

  /** Copies; refuses a model by which no device could be recognized. */
  public DeviceModel {
    codeIntegrityRoots = List.copyOf(codeIntegrityRoots);
    rings = List.copyOf(rings);
    if (rings.isEmpty() || new HashSet<>(rings).size() != rings.size()) {
      throw new IllegalArgumentException("a product has rings, each once");
    }
    targetOf(smbios, match);
  }

  /** What an offer says of the devices of this model. */
  public HardwareTarget target() {
    return targetOf(smbios, match);
  }

  /** The id that a model is matched by unless it says otherwise; empty where none is possible. */
  public static OptionalInt defaultMatch(MachineInfo info) {
    return DEFAULT_MATCHES.stream()
        .filter(number -> ComputerHardwareIds.of(number, info).isPresent())
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  private static HardwareTarget targetOf(MachineInfo info, int number) {
    return ComputerHardwareIds.of(number, info)
        .map(id -> new HardwareTarget(number, id, info.baseboardProduct()))
        .orElseThrow(
            () -> new IllegalArgumentException("fields of HardwareID-" + number + " are absent"));
  }
}

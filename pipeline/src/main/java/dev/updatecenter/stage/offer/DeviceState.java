package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a device is and runs, as far as an offer asks for it.
 *
 * @param id which device
 * @param product whose it believes to be
 * @param ring which ring it is in
 * @param hardwareIds its computer hardware ids by number
 * @param baseboardProduct its Baseboard Product
 * @param os the OS version it runs
 * @param ocp the OEM custom package version it runs
 * @param release the highest release whose packages it installed itself, if any
 * @param installed versions of the packages it remembers to have installed
 * @param halts the halts it has seen
 */
public record DeviceState(
    DeviceId id,
    ProductName product,
    RingName ring,
    SortedMap<Integer, UUID> hardwareIds,
    String baseboardProduct,
    PackageVersion os,
    PackageVersion ocp,
    Optional<PackageVersion> release,
    Map<PackageName, PackageVersion> installed,
    HaltMemory halts) {
  static final String CBS = "cbs";

  /** Copies. */
  public DeviceState {
    hardwareIds = Collections.unmodifiableSortedMap(new TreeMap<>(hardwareIds));
    installed = Map.copyOf(installed);
  }

  /** Whether the device is beyond a release: what is older is never installed again. */
  boolean isPast(OfferRelease other) {
    boolean byRelease = release.filter(own -> own.compareTo(other.version()) > 0).isPresent();
    boolean byOcp = other.ocp().filter(target -> ocp.compareTo(target) > 0).isPresent();
    return byRelease || byOcp;
  }

  /** Whether a package of a release is there in its version or a higher one. */
  boolean has(OfferPackage p, OfferRelease of) {
    PackageVersion own = installed.get(p.name());
    if (own != null && own.compareTo(p.version()) >= 0) {
      return true;
    }
    // The packages of an OEM custom package go together; its version is the one Windows shows.
    return p.kind().equals(CBS) && of.ocp().filter(t -> ocp.compareTo(t) >= 0).isPresent();
  }

  /** Whether the device runs a release's OS version or a higher one, or the release has none. */
  boolean reachesOs(OfferRelease of) {
    return of.os().filter(target -> os.compareTo(target) < 0).isEmpty();
  }

  /** As {@link #reachesOs}, for the OEM custom package. */
  boolean reachesOcp(OfferRelease of) {
    return of.ocp().filter(target -> ocp.compareTo(target) < 0).isEmpty();
  }
}

package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.ExpiredMetadataException;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a device that was not told its product. A hint is not signed, so a wrong one stops
 * nothing: the first product whose signed offer names this device's hardware is taken.
 */
final class HintedScan {
  private final ScanRequest request;
  private final ProductHints hints;
  private final Function<ProductName, ProductScan> scans;
  private final List<String> ignored = new ArrayList<>();
  private @Nullable UpdateCenterException stale;
  private @Nullable Looked quiet;

  HintedScan(ScanRequest request, ProductHints hints, Function<ProductName, ProductScan> scans) {
    this.request = request;
    this.hints = hints;
    this.scans = scans;
  }

  /**
   * Scans for the product that confirms the device; refused where none does, unless one that the
   * root vouches for offers the ring nothing yet.
   *
   * @throws UpdateCenterException where none does and one cannot tell: exit 12, 13 (UC7101)
   */
  ScanResult scan(PackageStep packages) throws IOException {
    Iterator<ProductName> names = hints.names(request.smbios()).iterator();
    while (names.hasNext()) {
      ProductName product = names.next();
      ProductScan scan = scans.apply(product);
      Optional<ScanView> confirmed = confirmed(product, scan);
      if (confirmed.isPresent()) {
        ScanResult result = conclude(scan, confirmed.get(), packages);
        return request.explain() ? result.because(ignored) : result;
      }
    }
    if (stale != null) {
      throw stale;
    }
    // A trusted product that offers the ring nothing confirms nobody, and takes nothing either.
    return quiet == null ? unknownDevice() : conclude(quiet.scan(), quiet.view(), packages);
  }

  private record Looked(ProductScan scan, ScanView view) {}

  private static ScanResult conclude(ProductScan scan, ScanView looked, PackageStep packages)
      throws IOException {
    try {
      return scan.conclude(looked, packages);
    } catch (TufVerificationException e) {
      throw scan.fault(e);
    }
  }

  private Optional<ScanView> confirmed(ProductName product, ProductScan scan) throws IOException {
    try {
      ScanView looked = scan.look();
      Optional<String> doubt = scan.doubt(looked);
      doubt.ifPresent(why -> ignore(product, why));
      if (quiet == null && scan.offersNothing(looked)) {
        quiet = new Looked(scan, looked);
      }
      return doubt.isPresent() ? Optional.empty() : Optional.of(looked);
    } catch (MetadataNotFoundException e) {
      ignore(product, e.getMessage());
    } catch (ExpiredMetadataException e) {
      stale = stale == null ? scan.fault(e) : stale;
      ignore(product, e.getMessage());
    } catch (TufVerificationException e) {
      ignore(product, "not verified by the trusted root: " + e.getMessage());
    } catch (UpdateCenterException e) {
      // An edge that does not answer and a disk that fails stop the scan.
      boolean partial = e.code().equals("UC7101");
      if (e.exit() != ExitCode.UNTRUSTED && !partial) {
        throw e;
      }
      stale = partial && stale == null ? e : stale;
      ignore(product, e.getMessage());
    }
    return Optional.empty();
  }

  private void ignore(ProductName product, @Nullable String why) {
    ignored.add("the unsigned hint to " + product + " was ignored: " + why);
  }

  private ScanResult unknownDevice() {
    String base = BaseAddress.below(request.base(), "hardware/");
    String reason =
        ignored.isEmpty()
            ? "nothing was found at " + base + " for any hardware id of this device"
            : "no product that is named at " + base + " confirms this device";
    return new ScanResult(
            "refused",
            Optional.empty(),
            request.ring(),
            Optional.empty(),
            List.of(),
            List.of(reason))
        .because(ignored);
  }
}

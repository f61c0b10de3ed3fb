package dev.updatecenter.device;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code device scan}: asks an edge what a device may install now, believes what is signed, and
 * brings the packages. Scans of one state folder wait for one another.
 */
public final class DeviceScan {
  private final EdgeSource edges;
  private final AuthenticodeVerifier verifier;
  private final Clock clock;
  private final SecureRandom random;
  private final Progress progress;

  /**
   * A device's part of the program.
   *
   * @param verifier judges the packages' signatures
   * @param clock the device's; a verified rollout moves it forward, never back
   * @param random for the device's own key, which is made at the first scan
   */
  public DeviceScan(
      EdgeSource edges,
      AuthenticodeVerifier verifier,
      Clock clock,
      SecureRandom random,
      Progress progress) {
    this.edges = edges;
    this.verifier = verifier;
    this.clock = clock;
    this.random = random;
    this.progress = progress;
  }

  /**
   * Scans once.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 11 for what is not to be
   *     trusted (UC50nn of the metadata, UC7102 to UC7108), 12 for what has expired, 13 for an edge
   *     that does not answer or has nothing (UC7101, UC7111, UC7117), 14 for disks (UC7109, UC7110,
   *     UC7112, UC7113). The folder {@code out} then holds no list of packages.
   */
  public ScanResult scan(ScanRequest request) {
    Optional<PackageFolder> out = request.out().map(PackageFolder::new);
    out.ifPresent(folder -> begin(folder, request));
    try {
      DeviceFolder state = DeviceFolder.open(request.state());
      try (FileMutex lock = state.lock()) {
        ScanResult result = scan(request, state, out);
        if (!lock.held()) {
          throw new IOException("its lock was taken away during the scan");
        }
        return result;
      }
    } catch (IOException e) {
      throw DeviceFault.state(request.state(), e);
    }
  }

  private ScanResult scan(ScanRequest request, DeviceFolder state, Optional<PackageFolder> out)
      throws IOException {
    // Again, under the lock: another scan may have written its list meanwhile.
    out.ifPresent(folder -> begin(folder, request));
    request.root().require(clock.instant());
    BlobReader edge = open(request.base());
    DeviceIdentity identity = DeviceIdentity.openOrCreate(state.root(), random);
    Function<ProductName, ProductScan> scans =
        product -> new ProductScan(request, product, state, identity, edge, clock);
    PackageStep packages = packages(edge, out);
    return request.product().isPresent()
        ? scans.apply(request.product().get()).scan(packages)
        : new HintedScan(request, new ProductHints(edge), scans).scan(packages);
  }

  private PackageStep packages(BlobReader edge, Optional<PackageFolder> out) {
    return new PackageStep(new PackageDownload(edge, progress), verifier, out);
  }

  private BlobReader open(URI base) {
    try {
      if ("file".equals(base.getScheme()) && !Files.isDirectory(Path.of(base))) {
        throw DeviceFault.noBase(Path.of(base));
      }
      return edges.open(base);
    } catch (IllegalArgumentException e) {
      throw DeviceFault.address(base.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static void begin(PackageFolder folder, ScanRequest request) {
    try {
      folder.begin();
    } catch (IOException e) {
      throw DeviceFault.disk("use the folder for packages", request.out().orElseThrow(), e);
    }
  }
}

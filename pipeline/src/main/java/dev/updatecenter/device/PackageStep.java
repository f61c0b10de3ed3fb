package dev.updatecenter.device;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From confirmed entries of an offer to files in a folder, if there is one. */
final class PackageStep {
  private final PackageDownload download;
  private final AuthenticodeVerifier verifier;
  private final Optional<PackageFolder> out;

  PackageStep(
      PackageDownload download, AuthenticodeVerifier verifier, Optional<PackageFolder> out) {
    this.download = download;
    this.verifier = verifier;
    this.out = out;
  }

  /**
   * Brings packages.
   *
   * @param downloads where they are gathered
   * @param at device time, which signatures are judged at
   */
  List<ScannedPackage> bring(
      List<ListedPackage> packages, TrustAnchors anchors, Path downloads, Instant at) {
    List<String> names =
        PackageFileNames.of(packages.stream().map(ListedPackage::offered).toList());
    if (out.isPresent()) {
      PackageSignature signature = new PackageSignature(verifier, anchors, at);
      try {
        new PackageFetch(download, signature, downloads, out.get()).fetch(packages, names);
      } catch (IOException e) {
        throw DeviceFault.disk("bring the packages", out.get().path(""), e);
      }
    }
    List<ScannedPackage> scanned = new ArrayList<>();
    for (int i = 0; i < packages.size(); i++) {
      scanned.add(new ScannedPackage(names.get(i), packages.get(i).offered()));
    }
    return scanned;
  }

  /** Whether anything is brought at all. */
  boolean handsOver() {
    return out.isPresent();
  }

  /** Writes the list of packages: the last thing of a scan. */
  void finish(
      ProductName product, RingName ring, PackageVersion release, List<ScannedPackage> packages) {
    if (out.isEmpty()) {
      return;
    }
    try {
      out.get().finish(product, ring, release, packages);
    } catch (IOException e) {
      throw DeviceFault.disk("write the list of packages", out.get().path(""), e);
    }
  }
}

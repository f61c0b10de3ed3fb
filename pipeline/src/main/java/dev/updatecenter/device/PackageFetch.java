package dev.updatecenter.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Brings the packages of a release into a folder, each verified before it gets there. */
final class PackageFetch {
  private final PackageDownload download;
  private final PackageSignature signature;
  private final Path downloads;
  private final PackageFolder out;

  /**
   * A fetch.
   *
   * @param downloads where packages are gathered and verified
   */
  PackageFetch(
      PackageDownload download, PackageSignature signature, Path downloads, PackageFolder out) {
    this.download = download;
    this.signature = signature;
    this.downloads = downloads;
    this.out = out;
  }

  /**
   * Fetches what is not there yet.
   *
   * @param names of the files, in the same order
   */
  void fetch(List<ListedPackage> packages, List<String> names) throws IOException {
    discardOthers(packages);
    for (int i = 0; i < packages.size(); i++) {
      fetch(packages.get(i), names.get(i));
    }
  }

  private void fetch(ListedPackage listed, String name) throws IOException {
    if (out.has(name, listed)) {
      require(out.path(name), listed);
      return;
    }
    Path part = part(listed);
    download.fetch(listed, part);
    require(part, listed);
    out.take(part, name, listed);
  }

  /** What does not verify does not stay. */
  private void require(Path file, ListedPackage listed) throws IOException {
    boolean good = false;
    try {
      signature.require(file, listed);
      good = true;
    } finally {
      if (!good) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path part(ListedPackage listed) {
    return downloads.resolve(listed.offered().sha256().hex());
  }

  private void discardOthers(List<ListedPackage> packages) throws IOException {
    Set<Path> wanted = new HashSet<>();
    packages.forEach(p -> wanted.add(part(p)));
    try (Stream<Path> files = Files.list(downloads)) {
      for (Path file : files.filter(f -> !wanted.contains(f)).toList()) {
        Files.delete(file);
      }
    }
  }
}

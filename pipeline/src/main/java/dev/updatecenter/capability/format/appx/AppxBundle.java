package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several app packages in one file, read whole: the bundle, and each package in it.
 *
 * @param manifest what it says of itself; empty where that cannot be read
 * @param packages those that it names and holds
 * @param signed whether the bundle has an AppxSignature.p7x, good or bad
 * @param findings what is wrong with it as a file, its packages' own apart
 * @param contentFindings what is wrong with its manifest's values
 */
public record AppxBundle(
    Optional<BundleManifest> manifest,
    List<Inner> packages,
    boolean signed,
    List<Finding> findings,
    List<Finding> contentFindings) {
  private static final String IDENTITY = "UC3125";
  private static final String STORE_VERSION = "UC3188";
  private static final int MOST_FINDINGS = 2_000;

  /** Copies. */
  public AppxBundle {
    packages = List.copyOf(packages);
    findings = List.copyOf(findings);
    contentFindings = List.copyOf(contentFindings);
  }

  /**
   * A package inside.
   *
   * @param fileName its name in the bundle
   * @param application whether it is one to run
   * @param content what was read of it
   */
  public record Inner(String fileName, boolean application, AppxPackage content) {}

  /** Says where the parts of a package inside go. */
  @FunctionalInterface
  public interface InnerSinks {
    /** The sink for the package of that name. */
    PartSink of(String fileName);
  }

  /**
   * Reads a bundle.
   *
   * @param sink gets every part of the bundle itself that is sound, packages included
   * @param inner get the parts of the packages
   * @throws IOException if the disk fails, or a sink does
   */
  public static AppxBundle read(AppxZip zip, PartSink sink, InnerSinks inner) throws IOException {
    Faults faults = new Faults();
    PackageReading reading = new PackageReading(zip, faults);
    Optional<BundleManifest> manifest =
        reading.part(BundleManifest.FILE_NAME, AppxManifest.MAX_BYTES, BundleManifest::parse);
    List<BundleManifest.Member> named = manifest.map(BundleManifest::packages).orElse(List.of());
    // "Bundle manifest schema": the block map lists the manifest only, each package has its own.
    Set<String> payload =
        named.stream().map(p -> EntryNames.key(p.fileName())).collect(Collectors.toSet());
    reading.content(payload, sink);
    List<Inner> packages =
        manifest.isPresent() ? packages(zip, manifest.get(), faults, inner) : List.of();
    List<Finding> own = manifest.map(BundleManifest::findings).orElse(List.of());
    own.stream().filter(f -> !isContent(f)).forEach(faults::add);
    return new AppxBundle(
        manifest,
        packages,
        zip.has(AppxPackage.SIGNATURE),
        faults.list(),
        own.stream().filter(AppxBundle::isContent).toList());
  }

  /** The processors that its packages to run were built for, by their manifests' names. */
  public Set<String> processors() {
    Set<String> all = new HashSet<>();
    packages.stream()
        .filter(Inner::application)
        .flatMap(p -> p.content().manifest().stream())
        .forEach(m -> all.add(m.identity().processor()));
    return all;
  }

  private static List<Inner> packages(
      AppxZip zip, BundleManifest manifest, Faults faults, InnerSinks inner) throws IOException {
    BundlePayload bundled = new BundlePayload(zip, manifest, faults);
    UnpackedBytes shared = zip.countInside();
    List<Inner> packages = new ArrayList<>();
    int said = 0;
    for (BundleManifest.Member p : manifest.packages()) {
      if (said > MOST_FINDINGS) {
        faults.add(ZipFault.TOO_MANY.finding("too much is wrong: further packages are not read"));
        break;
      }
      if (bundled.isSound(p)) {
        AppxPackage content = open(zip, p.fileName(), shared, inner);
        bundled.compare(p, content);
        packages.add(new Inner(p.fileName(), p.application(), content));
        said += content.findings().size() + content.contentFindings().size();
      }
    }
    return packages;
  }

  private static boolean isContent(Finding finding) {
    return finding.code().equals(IDENTITY) || finding.code().equals(STORE_VERSION);
  }

  private static AppxPackage open(AppxZip zip, String name, UnpackedBytes shared, InnerSinks inner)
      throws IOException {
    try {
      AppxZip nested = zip.inside(name, shared);
      if (nested.has(BundleManifest.FILE_NAME)) {
        throw new MalformedPackageException(
            List.of(
                Finding.error("UC3186", "", "a bundle lies inside the bundle")
                    .because("Windows reads bundles one deep.")
                    .fixedBy("Bundle the packages themselves.")));
      }
      return AppxPackage.read(nested, inner.of(name));
    } catch (MalformedPackageException e) {
      return AppxPackage.unreadable(e);
    }
  }
}

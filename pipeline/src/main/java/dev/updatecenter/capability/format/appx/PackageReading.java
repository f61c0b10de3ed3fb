package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What packages and bundles have in common: the parts that they need, types, the block map. */
final class PackageReading {
  private static final String MISSING = "UC3111";

  private final AppxZip zip;
  private final Faults faults;

  PackageReading(AppxZip zip, Faults faults) {
    this.zip = zip;
    this.faults = faults;
  }

  /** A part that is read whole: what comes of it, empty where it is missing or no good. */
  <T> Optional<T> part(String name, int maxBytes, Parser<T> parser) throws IOException {
    if (!zip.has(name)) {
      faults.add(
          Finding.error(MISSING, "", "the package has no " + name)
              .because("Windows installs nothing without it.")
              .fixedBy("Build the package with MakeAppx."));
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(zip.read(name, maxBytes)));
    } catch (MalformedPackageException e) {
      faults.addAll(e.findings(""));
      return Optional.empty();
    }
  }

  /** Every part, against content types and block map. */
  void content(Set<String> notInMap, PartSink sink) throws IOException {
    part(
            ContentTypes.FILE_NAME,
            ContentTypes.MAX_BYTES,
            xml -> ContentTypes.check(xml, zip.names()))
        .orElse(List.of())
        .forEach(faults::add);
    Optional<BlockMap> map =
        part(
            BlockMap.FILE_NAME,
            BlockMap.MAX_BYTES,
            xml -> BlockMap.parse(xml, zip.limits().entries()));
    new ContentAgainstMap(zip, map, notInMap, faults).check(sink);
  }

  /** Makes something of a part's bytes. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(byte[] xml) throws MalformedPackageException;
  }
}

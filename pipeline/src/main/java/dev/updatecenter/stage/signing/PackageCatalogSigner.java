package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetRewriter;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.stage.validation.InnerCatalog;
import dev.updatecenter.stage.validation.InnerCatalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs the catalogs inside a package, and packs the cabinet again around them: no other byte of
 * content changes. Catalogs with the signature of somebody else stay as they are.
 */
final class PackageCatalogSigner {
  private final FileSigner signer;
  private final InnerCatalogs catalogs;

  PackageCatalogSigner(FileSigner signer, InnerCatalogs catalogs) {
    this.signer = signer;
    this.catalogs = catalogs;
  }

  /**
   * Refuses a cabinet that is broken: signing writes its header anew, which would make one that was
   * cut off pass for whole.
   *
   * @throws dev.updatecenter.capability.format.MalformedPackageException if it cannot be opened
   */
  void requireWhole(Path copy) throws IOException {
    Cabinet.open(copy, catalogs.limits()).close();
  }

  /** The catalogs of a package that are its; empty for any other file. */
  List<InnerCatalog> of(Path copy) throws IOException {
    return catalogs.of(copy, Scratch.folder(copy));
  }

  /** UC4206 of catalogs whose signature is broken: such a package cannot be signed. */
  static List<Finding> broken(List<InnerCatalog> catalogs, String fileName) {
    return catalogs.stream()
        .filter(c -> c.fate() == InnerCatalog.Fate.BROKEN)
        .map(c -> c.broken(fileName))
        .toList();
  }

  /**
   * Replaces a private copy of a package by one whose catalogs are signed. The signed catalogs are
   * kept like any other file.
   */
  void sign(Path copy, List<InnerCatalog> found, String description, Lease lease)
      throws IOException {
    Map<String, byte[]> signed = new LinkedHashMap<>();
    for (InnerCatalog each : found) {
      if (each.fate() == InnerCatalog.Fate.SIGNED) {
        signed.put(each.name(), signed(each, copy, description, lease));
      }
    }
    if (signed.isEmpty()) {
      return;
    }
    Path packed = copy.resolveSibling("packed");
    try {
      try (Cabinet cabinet = Cabinet.open(copy, catalogs.limits())) {
        CabinetRewriter.write(cabinet, signed, packed);
      }
      Files.move(packed, copy, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(packed);
    }
  }

  private byte[] signed(InnerCatalog catalog, Path copy, String description, Lease lease)
      throws IOException {
    Path unsigned = Files.createTempFile(Scratch.folder(copy), "unsigned", ".cat");
    try {
      Files.write(unsigned, catalog.content());
      FileSigner.Source source =
          new FileSigner.Source(
              unsigned,
              ContentDigest.of(catalog.content()),
              String.valueOf(Path.of(catalog.name().replace('\\', '/')).getFileName()),
              description);
      return Files.readAllBytes(signer.sign(source, lease).file());
    } finally {
      Files.delete(unsigned);
    }
  }
}

package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InnerCatalog;
import dev.updatecenter.stage.validation.InnerCatalogs;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * UC4206: the catalog inside a package that we sign carries no signature, or one that is whole.
 * What is no catalog at all is UC3090's.
 */
public final class InnerCatalogRule implements ValidationRule {
  private static final Set<PackageFormat> WITH_CATALOGS =
      Set.of(PackageFormat.CBS, PackageFormat.DRIVER);

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    InnerCatalogs catalogs =
        new InnerCatalogs(
            examination.verifier(),
            VerificationPolicy.strict(examination.anchors()),
            examination.publishers(),
            examination.limits());
    for (InspectedPackage p : examination.packages()) {
      if (WITH_CATALOGS.contains(p.contents().format()) && !p.isSigned()) {
        read(catalogs, p).stream()
            .filter(c -> c.fate() == InnerCatalog.Fate.BROKEN && isCatalog(c))
            .map(c -> c.broken(p.file().fileName()).at(p.file().shownAs(), 0, 0))
            .forEach(report);
      }
    }
  }

  private static boolean isCatalog(InnerCatalog catalog) {
    return catalog.verdict().format().equals(PackageFormat.CAT.wireName());
  }

  private static List<InnerCatalog> read(InnerCatalogs catalogs, InspectedPackage p) {
    try {
      Path folder = Files.createTempDirectory("catalogs");
      try {
        return catalogs.of(p.file().copy(), folder);
      } finally {
        Files.delete(folder);
      }
    } catch (MalformedPackageException e) {
      return List.of(); // the package's own finding
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

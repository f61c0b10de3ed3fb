package dev.updatecenter.capability.packaging;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;

/**
 * A package that lies in a working file, not yet judged.
 *
 * @param catalogs those in it
 * @param findings what was found while it was made
 */
record PackageDraft(List<BuiltCatalog> catalogs, List<Finding> findings) {
  PackageDraft {
    catalogs = List.copyOf(catalogs);
    findings = List.copyOf(findings);
  }
}

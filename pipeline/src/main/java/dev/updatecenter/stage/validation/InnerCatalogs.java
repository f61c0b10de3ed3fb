package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.AuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.capability.format.inspect.PackageSniffer;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the catalogs by which Windows takes the files of a package: {@code update.cat} of a CBS
 * package, every {@code .cat} of a driver. No other file of a package is ever signed. Safe from
 * many threads.
 */
public final class InnerCatalogs {
  private static final int MAX_CATALOG = 64 << 20;

  private final AuthenticodeVerifier verifier;
  private final VerificationPolicy policy;
  private final Set<ContentDigest> publishers;

  /**
   * Joins the parts.
   *
   * @param policy what our signatures have to satisfy
   * @param publishers certificates whose signature the release certificate's replaces
   */
  public InnerCatalogs(
      AuthenticodeVerifier verifier, VerificationPolicy policy, Set<ContentDigest> publishers) {
    this.verifier = verifier;
    this.policy = policy;
    this.publishers = Set.copyOf(publishers);
  }

  /**
   * Reads the catalogs of a package; empty for what is neither a CBS package nor a driver.
   *
   * @param file the cabinet
   * @param folder where a catalog may lie for as long as it is judged
   */
  public List<InnerCatalog> of(Path file, Path folder) throws IOException {
    PackageFormat format = PackageSniffer.sniff(file);
    if (format != PackageFormat.CBS && format != PackageFormat.DRIVER) {
      return List.of();
    }
    List<InnerCatalog> catalogs = new ArrayList<>();
    try (Cabinet cabinet = Cabinet.open(file, CabinetLimits.DEFAULT)) {
      for (CabinetFile each : cabinet.files()) {
        if (isCatalog(format, each)) {
          byte[] content = cabinet.read(each.name(), MAX_CATALOG);
          SignatureVerdict verdict = verdict(content, folder);
          catalogs.add(new InnerCatalog(each.name(), content, verdict, fate(verdict)));
        }
      }
    }
    return catalogs;
  }

  private static boolean isCatalog(PackageFormat format, CabinetFile file) {
    String key = EntryNames.key(file.name());
    return format == PackageFormat.CBS
        ? key.equals(EntryNames.key(UpdateMum.CATALOG_NAME))
        : key.endsWith(".cat");
  }

  private SignatureVerdict verdict(byte[] content, Path folder) throws IOException {
    Path catalog = Files.createTempFile(folder, "catalog", ".cat");
    try {
      Files.write(catalog, content);
      return verifier.verify(catalog, policy);
    } finally {
      Files.delete(catalog);
    }
  }

  private InnerCatalog.Fate fate(SignatureVerdict verdict) {
    if (verdict.verdict() == SignatureVerdict.Verdict.UNSIGNED) {
      return InnerCatalog.Fate.SIGNED;
    }
    if (!verdict.intact()) {
      return InnerCatalog.Fate.BROKEN;
    }
    return verdict.signer().filter(s -> publishers.contains(s.sha256())).isPresent()
        ? InnerCatalog.Fate.SIGNED
        : InnerCatalog.Fate.KEPT;
  }
}

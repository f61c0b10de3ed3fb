package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which published packages stop to verify when, and by whose word the others do not. */
final class PackageExpiry {
  private final Wiring wiring;
  private final SignatureCache cache;
  private final PublishedSignatures signatures;
  private final Map<String, Instant> authorities = new TreeMap<>();

  PackageExpiry(Wiring wiring, SignatureCache cache) {
    this.wiring = wiring;
    this.cache = cache;
    this.signatures = new PublishedSignatures(wiring);
  }

  /** Packages with one signer and one end. */
  private record Group(String signer, String ends, boolean stamped) {}

  /** The packages of a product, by signer and end. */
  List<Expiry> of(ProductName product) {
    Map<String, PublishedPackage> published = published(product);
    Map<Group, List<String>> groups = new LinkedHashMap<>();
    List<String> unread = new ArrayList<>();
    try (Progress.Task task =
        wiring
            .progress()
            .begin("Signatures of " + product, published.size(), Progress.Unit.ITEMS)) {
      for (PublishedPackage each : published.values()) {
        Optional<SignatureCache.Row> row = row(each.sha256(), each.target());
        row.ifPresentOrElse(
            r -> groups.computeIfAbsent(group(r), g -> new ArrayList<>()).add(each.target()),
            () -> unread.add(each.target()));
        task.advance(1);
      }
    }
    List<Expiry> all = new ArrayList<>();
    groups.forEach((group, targets) -> all.add(expiry(product, group, targets)));
    if (!unread.isEmpty()) {
      all.add(unread(product, unread));
    }
    return all;
  }

  /** Who timestamped the packages that were looked at. */
  List<Expiry> authorities() {
    List<Expiry> all = new ArrayList<>();
    authorities.forEach(
        (name, ends) ->
            all.add(
                Expiry.of(
                    ExpiryKind.TIMESTAMP_AUTHORITY,
                    name,
                    ends,
                    "What it timestamped stays valid; it makes no new timestamps with it.",
                    "Nothing: the authority renews its certificate. Trust its root if that is a"
                        + " new one.")));
    return all;
  }

  /** Each file once; those without a signature have nothing that could end. */
  private Map<String, PublishedPackage> published(ProductName product) {
    Map<String, PublishedPackage> all = new LinkedHashMap<>();
    for (PublishingLedger.Entry release : wiring.publications().list(product)) {
      for (PublishedPackage each : release.packages()) {
        if (!each.signers().isEmpty()) {
          all.put(each.target(), each);
        }
      }
    }
    return all;
  }

  private Optional<SignatureCache.Row> row(ContentDigest sha256, String target) {
    BlobName name = ReleaseLayout.content(target, sha256);
    try {
      Optional<SignatureCache.Row> row = cache.row(sha256, () -> signatures.read(name, sha256));
      row.filter(r -> r.authority() != null && r.authorityEnds() != null)
          .ifPresent(
              r ->
                  authorities.merge(
                      String.valueOf(r.authority()),
                      Instant.parse(String.valueOf(r.authorityEnds())),
                      (a, b) -> a.isAfter(b) ? a : b));
      return row;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Group group(SignatureCache.Row row) {
    return new Group(row.signer(), row.ends() == null ? "" : row.ends(), row.authority() != null);
  }

  private static Expiry expiry(ProductName product, Group group, List<String> targets) {
    String count = targets.size() == 1 ? "1 package" : targets.size() + " packages";
    String subject =
        count
            + (group.stamped() ? ", timestamped, of " : ", not timestamped, of ")
            + group.signer();
    if (group.ends().isEmpty()) {
      return new Expiry(
          ExpiryKind.PACKAGES,
          Optional.of(product),
          subject,
          Optional.empty(),
          Optional.empty(),
          "The timestamp keeps the signature valid after its certificate ends.",
          "Nothing.",
          List.of());
    }
    return new Expiry(
        ExpiryKind.PACKAGES,
        Optional.of(product),
        subject,
        Optional.of(Instant.parse(group.ends())),
        Optional.empty(),
        "Devices refuse them from then on: their signature ends with its certificate.",
        "Release them again, signed anew with a timestamp.",
        targets);
  }

  private static Expiry unread(ProductName product, List<String> targets) {
    return new Expiry(
        ExpiryKind.PACKAGES,
        Optional.of(product),
        targets.size() + " packages",
        Optional.empty(),
        Optional.of("their signatures cannot be read here"),
        "Nobody knows whether they end.",
        "Look whether the store holds them: ducctl device scan does.",
        targets);
  }
}

package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.offer.OfferPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares an offer's entries with what the role {@code packages} signed about them: a ring's
 * signers choose among packages, they do not say what a package is.
 */
final class OfferEntryCheck {
  /** Kinds that need no signature of their own. */
  private static final Set<String> UNSIGNED_KINDS = Set.of("file", "ppkg");

  private final TufClient client;

  OfferEntryCheck(TufClient client) {
    this.client = client;
  }

  /** Checks all entries before anything is downloaded. */
  List<ListedPackage> check(List<OfferPackage> entries)
      throws IOException, TufVerificationException {
    List<ListedPackage> listed = new ArrayList<>();
    for (OfferPackage entry : entries) {
      TargetFile target =
          client
              .target(entry.target())
              .orElseThrow(() -> new Refusal.NotListed(entry.target()).toError());
      listed.add(compare(entry, target));
    }
    return listed;
  }

  private static ListedPackage compare(OfferPackage entry, TargetFile target) {
    same(entry, "kind", entry.kind(), target.custom().get("kind"));
    same(entry, "identity", entry.identity(), target.custom().get("identity"));
    same(entry, "version", entry.version().toString(), target.custom().get("version"));
    same(entry, "length", entry.length(), target.length());
    same(entry, "sha256", entry.sha256().hex(), target.sha256().hex());
    return new ListedPackage(
        entry,
        PublishedNames.content(entry.target(), target),
        signers(entry, target),
        Boolean.TRUE.equals(target.custom().get("thirdParty")));
  }

  private static void same(
      OfferPackage entry, String field, Object offered, @Nullable Object listed) {
    String is = String.valueOf(offered);
    String must = String.valueOf(listed);
    if (!is.equals(must)) {
      throw new Refusal.EntryDiffers(entry.target(), field, is, must).toError();
    }
  }

  private static List<ContentDigest> signers(OfferPackage entry, TargetFile target) {
    List<ContentDigest> signers = new ArrayList<>();
    if (target.custom().get("signers") instanceof List<?> names) {
      for (Object name : names) {
        signers.add(digest(entry, String.valueOf(name)));
      }
    }
    if (signers.isEmpty() && !UNSIGNED_KINDS.contains(entry.kind())) {
      throw new Refusal.NoSigners(entry.target(), entry.kind()).toError();
    }
    return signers;
  }

  private static ContentDigest digest(OfferPackage entry, String hex) {
    try {
      return ContentDigest.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw new Refusal.NoSigners(entry.target(), entry.kind()).toError();
    }
  }
}

package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Signs metadata, with a record of the intent before a key is used and of the result after it. */
record MetadataSigning(ProductName product, RepositoryKeys keys, AuditLog audit, Clock clock) {
  /**
   * Signs what an editor wants.
   *
   * @param taken whether a file name is held by an orphan
   */
  MetadataUpdate sign(RepositoryEditor wanted, Predicate<String> taken) {
    long intent = audit.intent("sign-metadata", product, Map.of("keys", keys.ids()));
    MetadataUpdate update;
    try {
      update = wanted.sign(keys.signers(), clock.instant(), taken);
    } catch (RuntimeException e) {
      audit.failed(intent, product, e);
      throw e;
    }
    audit.result(intent, product, AuditLog.Outcome.DONE, facts(update));
    return update;
  }

  /** What expiry counts from. */
  Instant now() {
    return clock.instant();
  }

  private static Map<String, String> facts(MetadataUpdate update) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (MetadataFile file : update.files()) {
      facts.put(file.name(), ContentDigest.of(file.bytes()).hex());
      facts.put("signers." + file.name(), ids(file.keyIds()));
    }
    facts.put("timestamp", update.timestamp().version().toString());
    return facts;
  }

  private static String ids(List<ContentDigest> keys) {
    return String.join(" ", keys.stream().map(ContentDigest::hex).toList());
  }
}

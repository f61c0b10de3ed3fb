package dev.updatecenter.app.api;

import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.Signatory;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.publishing.Ceremony;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of the {@code keys ceremony} commands.
 *
 * @param ceremonies what is signed, one entry a role
 */
public record CeremonyJson(int schemaVersion, List<Entry> ceremonies) {
  /** Copies. */
  public CeremonyJson {
    ceremonies = List.copyOf(ceremonies);
  }

  /**
   * How it stands with one role.
   *
   * @param act {@code publish}, {@code renew} or {@code rotate}
   * @param metadata the file that it becomes
   * @param digest SHA-256 of what is signed: to be read aloud
   * @param says what is signed, in words
   * @param changes what it changes, in words
   * @param signatories whose keys have to sign
   * @param missing how many signatures are missing yet
   * @param published whether devices see it now
   * @param next what to do; null for nothing
   * @param file where the file was written; null where none was
   */
  public record Entry(
      String product,
      String role,
      String act,
      String metadata,
      Instant expires,
      String digest,
      List<String> says,
      List<String> changes,
      List<SignatoryJson> signatories,
      int missing,
      boolean published,
      @Nullable String next,
      @Nullable String file) {
    /** Copies. */
    public Entry {
      says = List.copyOf(says);
      changes = List.copyOf(changes);
      signatories = List.copyOf(signatories);
    }

    /** The shape of a ceremony. */
    public static Entry of(
        Ceremony ceremony, boolean published, Optional<String> next, Optional<String> file) {
      Proposal proposal = ceremony.proposal();
      return new Entry(
          ceremony.product().value(),
          proposal.role().value(),
          ceremony.act().kind().wireName(),
          proposal.fileName(),
          proposal.content().expires(),
          proposal.digest().hex(),
          proposal.says(),
          proposal.changes(),
          proposal.signatories().stream().map(s -> SignatoryJson.of(s, proposal)).toList(),
          proposal.missing(),
          published,
          next.orElse(null),
          file.orElse(null));
    }
  }

  /** Keys that have to sign. */
  public record SignatoryJson(String by, int threshold, List<KeyJson> keys) {
    /** Copies. */
    public SignatoryJson {
      keys = List.copyOf(keys);
    }

    private static SignatoryJson of(Signatory signatory, Proposal proposal) {
      List<ContentDigest> signed = proposal.signers();
      return new SignatoryJson(
          signatory.by(),
          signatory.threshold(),
          signatory.keys().stream()
              .map(key -> new KeyJson(key.id().hex(), signed.contains(key.id())))
              .toList());
    }
  }

  /** A key and whether it has signed. */
  public record KeyJson(String keyId, boolean signed) {}
}

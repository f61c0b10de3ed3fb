package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which offered releases devices may take at the moment: {@code rollout.json}.
 *
 * @param product whose
 * @param signedAt when it was made, to the second; device time never falls behind it
 * @param rings what each ring may take
 */
public record RolloutDocument(
    ProductName product, Instant signedAt, SortedMap<RingName, Ring> rings) {
  /** The {@code schemaVersion} that is written, and the major one that is read. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies; cuts the time to what the document carries. */
  public RolloutDocument {
    signedAt = signedAt.truncatedTo(ChronoUnit.SECONDS);
    rings = Collections.unmodifiableSortedMap(new TreeMap<>(rings));
  }

  /**
   * The document of a rollout.
   *
   * @param offers digest of each ring's published offer
   * @throws IllegalArgumentException when a ring of the rollout has no offer
   */
  public static RolloutDocument of(
      Rollout rollout, Map<RingName, ContentDigest> offers, Instant signedAt) {
    SortedMap<RingName, Ring> rings = new TreeMap<>();
    rollout
        .rings()
        .forEach(
            (ring, releases) -> {
              ContentDigest offer = offers.get(ring);
              if (offer == null) {
                throw new IllegalArgumentException(ring + " has a rollout and no offer");
              }
              SortedMap<PackageVersion, Release> entries = new TreeMap<>();
              releases.forEach((version, r) -> entries.put(version, Release.of(r)));
              rings.put(ring, new Ring(offer, entries));
            });
    return new RolloutDocument(rollout.product(), signedAt, rings);
  }

  /** The target name under which a product's rollout is published. */
  public static String target(ProductName product) {
    return product + "/rollout.json";
  }

  /** What it says of a release in a ring. */
  public Optional<Release> find(RingName ring, PackageVersion version) {
    return Optional.ofNullable(rings.get(ring)).map(r -> r.releases().get(version));
  }

  /** The document as published; the same rollout gives the same bytes. */
  public byte[] toJson() {
    return RolloutJson.write(this);
  }

  /**
   * Reads a document; unknown keys are ignored.
   *
   * @param file its name in messages
   * @throws MalformedDocumentException for another major version, and any field that is not what
   *     its type allows
   */
  public static RolloutDocument read(byte[] content, String file)
      throws MalformedDocumentException {
    return RolloutJson.read(content, file);
  }

  /**
   * A ring.
   *
   * @param offer digest of the offer that it is about
   * @param releases how each release stands
   */
  public record Ring(ContentDigest offer, SortedMap<PackageVersion, Release> releases) {
    /** Copies. */
    public Ring {
      releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
    }
  }

  /**
   * A release of a ring.
   *
   * @param state whether devices may take it
   * @param share for which part of them
   * @param salt which devices come first
   * @param reason why it is paused or halted; may be empty
   */
  public record Release(RolloutState state, Share share, Salt salt, String reason) {
    static Release of(RingRelease r) {
      return new Release(r.state(), r.share(), r.salt(), r.reason());
    }
  }
}

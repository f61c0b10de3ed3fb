package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The state of all rings of a product: what {@code rollout.json} tells devices. Immutable; each
 * transition gives a new one.
 *
 * @param product whose
 * @param rings each ring's releases, ring and version ascending
 */
public record Rollout(
    ProductName product, SortedMap<RingName, SortedMap<PackageVersion, RingRelease>> rings) {
  /** Copies. */
  public Rollout {
    SortedMap<RingName, SortedMap<PackageVersion, RingRelease>> copy = new TreeMap<>();
    rings.forEach(
        (ring, releases) ->
            copy.put(ring, Collections.unmodifiableSortedMap(new TreeMap<>(releases))));
    rings = Collections.unmodifiableSortedMap(copy);
  }

  /** A product that no ring of which was ever flighted. */
  public static Rollout none(ProductName product) {
    return new Rollout(product, Collections.emptySortedMap());
  }

  /** How a release stands in a ring, if it ever was flighted there. */
  public Optional<RingRelease> find(RingName ring, PackageVersion version) {
    return Optional.ofNullable(releases(ring).get(version));
  }

  /** The releases of a ring, version ascending; none for a ring that never had one. */
  public SortedMap<PackageVersion, RingRelease> releases(RingName ring) {
    return rings.getOrDefault(ring, Collections.emptySortedMap());
  }

  /**
   * A ring begins to take a release. Where it took it before, share, salt and state stay as they
   * are: a second flight of the same version is no way round a halt.
   *
   * @param salt asked only when the release is new to the ring
   */
  public Rollout start(
      RingName ring, PackageVersion version, Share share, Supplier<Salt> salt, Instant now) {
    return find(ring, version).isPresent()
        ? this
        : with(ring, version, RingRelease.begin(share, salt.get(), now));
  }

  /** As if a flight that was only proposed were on record. */
  public Rollout with(Flight proposed) {
    return with(proposed.ring(), proposed.version(), proposed.standing());
  }

  /**
   * A release goes to a wider share of a ring.
   *
   * @see RingRelease#widen
   */
  public Rollout widen(RingName ring, PackageVersion version, Share share, Instant now) {
    return change(ring, version, r -> r.widen(share, now));
  }

  /**
   * The present share of a release begins now.
   *
   * @see RingRelease#beginShareAt
   */
  public Rollout beginShareAt(RingName ring, PackageVersion version, Instant now) {
    return change(ring, version, r -> r.beginShareAt(now));
  }

  /**
   * Nobody begins a release for now.
   *
   * @see RingRelease#pause
   */
  public Rollout pause(RingName ring, PackageVersion version, String reason) {
    return change(ring, version, r -> r.pause(reason));
  }

  /**
   * A release goes on to the same devices after a pause.
   *
   * @see RingRelease#resume
   */
  public Rollout resume(RingName ring, PackageVersion version) {
    return change(ring, version, RingRelease::resume);
  }

  /**
   * Nobody begins a release any more.
   *
   * @see RingRelease#halt
   */
  public Rollout halt(RingName ring, PackageVersion version, String reason) {
    return change(ring, version, r -> r.halt(reason));
  }

  /**
   * A release goes on to the same devices after a halt.
   *
   * @see RingRelease#resumeAfterHalt
   */
  public Rollout resumeAfterHalt(RingName ring, PackageVersion version) {
    return change(ring, version, RingRelease::resumeAfterHalt);
  }

  private Rollout change(
      RingName ring, PackageVersion version, UnaryOperator<RingRelease> transition) {
    return with(ring, version, transition.apply(require(ring, version)));
  }

  private RingRelease require(RingName ring, PackageVersion version) {
    return find(ring, version)
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC6009",
                        ExitCode.NOT_FOUND,
                        product + " " + version + " was never flighted to " + ring)
                    .fix("'ducctl status " + product + "' lists what each ring takes")
                    .state("the rollout is unchanged")
                    .build());
  }

  private Rollout with(RingName ring, PackageVersion version, RingRelease release) {
    SortedMap<RingName, SortedMap<PackageVersion, RingRelease>> changed = new TreeMap<>(rings);
    SortedMap<PackageVersion, RingRelease> releases = new TreeMap<>(releases(ring));
    releases.put(version, release);
    changed.put(ring, releases);
    return new Rollout(product, changed);
  }
}

package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.DeviceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Port: the memory of enrolled devices and of what they reported. Each call is one transaction and
 * durable when it returns. Writers hold the product's lease; readers need nothing.
 */
public interface ReportLedger {
  /**
   * Enrols a device, or moves it to another ring; its earlier votes stay with the ring they name.
   */
  void enrol(EnrolledDevice device);

  /** An enrolled device of a product. */
  Optional<EnrolledDevice> find(ProductName product, DeviceId device);

  /** All enrolled devices of a product, by ring and id. */
  List<EnrolledDevice> enrolled(ProductName product);

  /** The devices enrolled in a ring, in no order. */
  List<DeviceId> enrolled(ProductName product, RingName ring);

  /** How many devices are enrolled in a ring. */
  int enrolledCount(ProductName product, RingName ring);

  /** How many devices of a product are enrolled, in all rings. */
  int enrolledCount(ProductName product);

  /** How many devices that are enrolled in a ring lie in a share of it. */
  int inShare(ProductName product, RingName ring, Salt salt, Share share);

  /** The reports of a folder that were accepted or rejected for good: not to be read again. */
  Set<UUID> settled(ProductName product, LocalDate date);

  /**
   * Counts a verified report of an enrolled device. The same report again changes nothing, and the
   * order in which reports come in does not matter: the latest final state by the device's time
   * counts, the greater id at the same second.
   *
   * @param receivedAt a device's time that lies behind it is taken for it, so that no device votes
   *     from the future
   * @return false when it was settled before
   */
  boolean accept(DeviceReport report, Instant receivedAt);

  /**
   * Remembers that a file is no report and never will be.
   *
   * @param code the finding's
   */
  void reject(ProductName product, LocalDate date, UUID id, String code, Instant receivedAt);

  /**
   * Counts the votes on a release, of devices that are enrolled in the ring now.
   *
   * @param silentSince a device without a final state that first said {@code installing} then or
   *     before is lost
   */
  RingVotes votes(ProductName product, RingName ring, PackageVersion version, Instant silentSince);

  /**
   * What the devices that are enrolled in a ring run, as their latest reports say it, in the order
   * of their versions as text; devices that never reported are one state.
   */
  List<RunningState> states(ProductName product, RingName ring);

  /**
   * Goes through the devices that are enrolled in a ring.
   *
   * @param each is told what a device runs, a state of one, and which it is; in no order, before
   *     this returns
   */
  void running(ProductName product, RingName ring, BiConsumer<RunningState, DeviceId> each);

  /**
   * The enrolled devices of a product whose ids begin with some hex digits, by id.
   *
   * @param most where the list is cut
   */
  List<EnrolledDevice> startingWith(ProductName product, String hex, int most);

  /** What an enrolled device last said to run; empty for one that is not enrolled. */
  Optional<LastState> lastState(ProductName product, DeviceId device);

  /** What a device said about each release, release and ring ascending; of other rings too. */
  List<DeviceVote> votes(ProductName product, DeviceId device);

  /** The failures of a product by code, most devices first. */
  List<FailureCount> failures(ProductName product);

  /**
   * Goes through the devices that are enrolled in a ring, run one of some states and never said
   * anything about a release.
   *
   * @param states as {@link #states} gave them; their counts do not matter
   * @param each called once a device, in no order, before this returns
   */
  void unheard(
      ProductName product,
      RingName ring,
      PackageVersion version,
      List<RunningState> states,
      Consumer<DeviceId> each);
}

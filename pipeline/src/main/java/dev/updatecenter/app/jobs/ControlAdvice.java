package dev.updatecenter.app.jobs;

import dev.updatecenter.app.jobs.RingControl.Act;
import dev.updatecenter.stage.flighting.RolloutState;
import java.util.ArrayList;
import java.util.List;

/**
 * What devices will do after an act on a ring, and what a person does next; a sentence or a command
 * each.
 *
 * @param devices what becomes of devices, those that hold a download first
 * @param next how to go on
 */
public record ControlAdvice(List<String> devices, List<String> next) {
  private static final String BEGUN =
      "A device that has begun to install goes on and reports: nothing takes an update back once"
          + " it commits.";
  private static final String WHEN =
      "Each learns of it at its next scan, which Windows makes within a day.";

  /** Copies. */
  public ControlAdvice {
    devices = List.copyOf(devices);
    next = List.copyOf(next);
  }

  /** The advice after an act. */
  public static ControlAdvice of(Act act, RingControl.Result result) {
    FlightName flight = result.name();
    String release = flight.version() + " in " + flight.ring();
    boolean unseen = result.seen().isEmpty();
    List<String> devices =
        switch (act) {
          case HALT -> halted(release);
          case PAUSE -> paused(release);
          case RESUME ->
              List.of(
                  "The devices that were in the share of "
                      + release
                      + " go on, with the same salt;"
                      + " what they had downloaded is not fetched again.",
                  WHEN);
        };
    return new ControlAdvice(
        unseen ? List.of("No device was ever told of " + release + ".") : devices,
        next(act, result));
  }

  private static List<String> halted(String release) {
    return List.of(
        "A device that holds the download of "
            + release
            + " does not hand it over: it asks for the rollout again before it writes"
            + " packages.json, and its next scan withdraws a list that is there.",
        BEGUN,
        "No other device begins; one that saw the halt takes the release only after the ring's"
            + " signers resumed it.",
        WHEN);
  }

  private static List<String> paused(String release) {
    return List.of(
        "A device that holds the download of "
            + release
            + " keeps it and does not hand it over until the ring is resumed.",
        BEGUN,
        WHEN);
  }

  private static List<String> next(Act act, RingControl.Result result) {
    FlightName flight = result.name();
    String ring = flight.product() + " --ring " + flight.ring();
    List<String> next = new ArrayList<>();
    if (act == Act.RESUME) {
      next.add("ducctl advance, whenever devices may have reported.");
      return next;
    }
    if (act == Act.PAUSE) {
      next.add("Go on with the same devices: ducctl resume " + ring);
      next.add("Stop for good: ducctl halt " + ring + " --reason TEXT");
    } else {
      next.add(
          "Roll forward: give the content that worked a version above "
              + flight.version()
              + " in release.yaml, 'ducctl submit release.yaml', then 'ducctl flight "
              + ring
              + "'.");
      next.add("If it was a false alarm, by the ring role's key: ducctl resume " + ring);
    }
    result
        .elsewhere()
        .forEach(
            other ->
                next.add(
                    "Still given to devices of "
                        + other
                        + ": ducctl "
                        + act.wireName()
                        + " "
                        + flight.product()
                        + " --ring "
                        + other));
    if (result.seen().filter(RolloutState.ACTIVE::equals).isPresent()) {
      next.add("Devices do not see it yet: run the same command again.");
    }
    return next;
  }
}

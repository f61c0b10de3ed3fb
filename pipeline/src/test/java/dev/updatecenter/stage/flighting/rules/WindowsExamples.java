package dev.updatecenter.stage.flighting.rules;

import static dev.updatecenter.kernel.core.Severity.ERROR;
import static dev.updatecenter.kernel.core.Severity.WARNING;
import static dev.updatecenter.stage.flighting.rules.FlightScene.scene;

import java.util.List;

/** What devices run. */
final class WindowsExamples {
  private static final String NEW = "10.0.17763.2114";
  private static final String OLD = "10.0.17763.500";

  private WindowsExamples() {}

  static List<FlightExample> floors() {
    return List.of(
        new FlightExample(
            "UC6030",
            ERROR,
            "images are too old for SHA-2",
            scene().baseline("10.0.17763.614"),
            scene().baseline("10.0.17763.615")),
        new FlightExample(
            "UC6030",
            ERROR,
            "so is 1803 below .885",
            scene().running("10.0.17134.884", "10.0.0.0", 1),
            scene().running("10.0.17134.885", "10.0.0.0", 1)),
        new FlightExample(
            "UC6030",
            ERROR,
            "so is a build between the two",
            scene().running("10.0.17750.9999", "10.0.0.0", 1),
            scene().running("10.0.18362.1", "10.0.0.0", 1)),
        new FlightExample(
            "UC6030",
            ERROR,
            "'requires' keeps such devices out",
            scene().running(OLD, "10.0.0.0", 1),
            scene().running(OLD, "10.0.0.0", 1).requires("10.0.17763.615", "")),
        new FlightExample(
            "UC6030",
            ERROR,
            "who has the OCP installs nothing",
            scene().running(OLD, "10.0.1.9", 1),
            scene().running(OLD, "10.0.2.0", 1)),
        new FlightExample(
            "UC6030",
            ERROR,
            "an OS alone has no packages",
            scene().releaseMoves(NEW).asking("", "10.0.2.0").baseline(OLD),
            scene().releaseMoves(NEW).asking(NEW, "").baseline(OLD)),
        new FlightExample(
            "UC6030",
            WARNING,
            "the OS moves too, and packages do not wait",
            scene().baseline(OLD).releaseMoves(NEW),
            scene().baseline("10.0.17763.615").releaseMoves(NEW)),
        new FlightExample(
            "UC6030",
            WARNING,
            "only devices to come are too old",
            scene().silent(0).baseline(OLD).running(NEW, "10.0.0.0", 12),
            scene().silent(0).running(NEW, "10.0.0.0", 12)),
        new FlightExample(
            "UC6031",
            ERROR,
            "kernel code on images that do not load it",
            scene().baseline("10.0.17763.1576").traits(false, true, true),
            scene().baseline("10.0.17763.1576")),
        new FlightExample(
            "UC6031",
            ERROR,
            "a device below the images",
            scene().running("10.0.17763.1000", "10.0.0.0", 1).traits(false, true, true),
            scene()
                .running("10.0.17763.1000", "10.0.0.0", 1)
                .traits(false, true, true)
                .requires("10.0.17763.1577", "")),
        new FlightExample(
            "UC6031",
            ERROR,
            "the OS moves too, and packages do not wait",
            scene().baseline("10.0.17763.1000").releaseMoves(NEW).traits(true, true, true),
            scene().releaseMoves(NEW).traits(true, true, true)));
  }

  static List<FlightExample> windows() {
    return List.of(
        new FlightExample(
            "UC6032",
            ERROR,
            "another build on LTSC",
            scene().releaseMoves("10.0.19044.1288"),
            scene().releaseMoves(NEW)),
        new FlightExample(
            "UC6032",
            ERROR,
            "semi-annual takes it",
            scene().releaseMoves("10.0.18362.1"),
            scene().releaseMoves("10.0.18362.1").servicing("semi-annual")),
        new FlightExample(
            "UC6032",
            ERROR,
            "a device of another build",
            scene().releaseMoves(NEW).running("10.0.17134.885", "10.0.0.0", 1),
            scene()
                .releaseMoves(NEW)
                .running("10.0.17134.885", "10.0.0.0", 1)
                .requires("10.0.17763.1", "")),
        new FlightExample(
            "UC6033",
            ERROR,
            "no long-term release",
            scene().baseline("10.0.18362.30"),
            scene().baseline("10.0.18362.30").servicing("semi-annual")),
        new FlightExample(
            "UC6033",
            ERROR,
            "LTSC 2021 is no IoT Core",
            scene().baseline("10.0.19044.1288"),
            scene().baseline("10.0.19044.1288").edition("iot-enterprise")),
        new FlightExample(
            "UC6033",
            WARNING,
            "a device says something strange",
            scene().running("10.0.25398.1", "10.0.0.0", 1),
            scene().running(NEW, "10.0.0.0", 1)),
        new FlightExample(
            "UC6034",
            WARNING,
            "less than a year",
            scene().at("2028-01-09T00:00:00Z"),
            scene().at("2028-01-08T00:00:00Z")),
        new FlightExample(
            "UC6035",
            WARNING,
            "the last day is over",
            scene().at("2029-01-10T00:00:00Z"),
            scene().at("2029-01-09T23:59:59Z")));
  }
}

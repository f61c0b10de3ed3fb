package dev.updatecenter.stage.flighting.rules;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.kernel.core.Severity.ERROR;
import static dev.updatecenter.kernel.core.Severity.WARNING;
import static dev.updatecenter.stage.flighting.rules.FlightScene.scene;

import dev.updatecenter.stage.submission.Requirements;
import java.util.List;

/** Versions that may be asked for, in which order. */
final class VersionExamples {
  private static final String NEW = "10.0.17763.2114";

  private VersionExamples() {}

  static List<FlightExample> versions() {
    FlightScene preview = scene().flighted(PREVIEW, "10.0.1.0", "", "10.0.1.0", true);
    return List.of(
        new FlightExample("UC6001", ERROR, "not published", scene().unpublished(), scene()),
        new FlightExample(
            "UC6002",
            ERROR,
            "the ring has it",
            scene().flighted(PREVIEW, "10.0.2.0", "", "10.0.2.0", true),
            preview),
        new FlightExample(
            "UC6002",
            ERROR,
            "the ring has a higher one, although halted",
            scene().flighted(PREVIEW, "10.0.3.0", "", "10.0.3.0", false).halted(),
            preview),
        new FlightExample(
            "UC6041",
            ERROR,
            "lower OS than the ring has",
            scene()
                .releaseMoves("10.0.17763.1999")
                .flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true),
            scene().releaseMoves(NEW).flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true)),
        new FlightExample(
            "UC6041",
            ERROR,
            "the same OS alone moves nobody",
            scene()
                .releaseMoves(NEW)
                .releaseHasNoOcp()
                .flighted(PREVIEW, "10.0.1.0", NEW, "", true),
            scene()
                .releaseMoves("10.0.17763.2200")
                .releaseHasNoOcp()
                .flighted(PREVIEW, "10.0.1.0", NEW, "", true)));
  }

  static List<FlightExample> targets() {
    return List.of(
        new FlightExample(
            "UC6006",
            ERROR,
            "another OCP",
            scene().asking("", "10.0.9.0"),
            scene().asking("", "10.0.2.0")),
        new FlightExample(
            "UC6006",
            ERROR,
            "an OS that no release has",
            scene().asking(NEW, "10.0.2.0"),
            scene().asking(NEW, "10.0.2.0").published("10.0.1.0", NEW, true, Requirements.NONE)),
        new FlightExample(
            "UC6040",
            ERROR,
            "an OS in packages of another release",
            scene().asking(NEW, "10.0.2.0").published("10.0.1.0", NEW, false, Requirements.NONE),
            scene().asking(NEW, "10.0.2.0").published("10.0.1.0", NEW, true, Requirements.NONE)),
        new FlightExample(
            "UC6040",
            ERROR,
            "an OS whose floors would be lost",
            scene()
                .asking(NEW, "10.0.2.0")
                .published("10.0.1.0", NEW, true, FlightScene.floors("10.0.17763.1577", "")),
            scene()
                .asking(NEW, "10.0.2.0")
                .requires("10.0.17763.1577", "")
                .published("10.0.1.0", NEW, true, FlightScene.floors("10.0.17763.1577", ""))),
        new FlightExample(
            "UC6040",
            ERROR,
            "packages without the OS that comes with them",
            scene().releaseMoves(NEW).traits(false, true, false).asking("", "10.0.2.0"),
            scene().releaseMoves(NEW).asking("", "10.0.2.0")),
        new FlightExample(
            "UC6040",
            ERROR,
            "an OS without the packages that it comes in",
            scene().releaseMoves(NEW).traits(false, true, false).asking(NEW, ""),
            scene().releaseMoves(NEW)),
        new FlightExample(
            "UC6044",
            WARNING,
            "the OS alone leaves the OCP behind",
            scene().releaseMoves(NEW).asking(NEW, ""),
            scene().releaseMoves(NEW).asking(NEW, "10.0.2.0")),
        new FlightExample(
            "UC6045",
            WARNING,
            "devices that have not reached the OS of an earlier flight",
            scene().flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true),
            scene()
                .silent(0)
                .running(NEW, "10.0.1.0", 12)
                .flighted(PREVIEW, "10.0.1.0", NEW, "10.0.1.0", true)));
  }
}

package dev.updatecenter.stage.flighting.rules;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.kernel.core.Severity.ERROR;
import static dev.updatecenter.kernel.core.Severity.WARNING;
import static dev.updatecenter.stage.flighting.rules.FlightScene.early;
import static dev.updatecenter.stage.flighting.rules.FlightScene.scene;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.Calendar;
import dev.updatecenter.stage.validation.Freeze;
import dev.updatecenter.stage.validation.LeastGate;
import dev.updatecenter.stage.validation.LeastRing;
import dev.updatecenter.stage.validation.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What policy.yaml says, and who has to go first. */
final class PolicyExamples {
  private static final String NEW = "10.0.17763.2114";

  private PolicyExamples() {}

  static List<FlightExample> policies() {
    return List.of(
        new FlightExample(
            "UC6003", ERROR, "Preview never began", scene().to(EARLY_ADOPTER), early()),
        new FlightExample(
            "UC6003",
            ERROR,
            "Preview has not passed",
            scene().to(EARLY_ADOPTER).flighted(PREVIEW, "10.0.2.0", "", "10.0.2.0", false),
            early()),
        new FlightExample("UC6003", ERROR, "halted since", early().halted(), early()),
        new FlightExample(
            "UC6003",
            ERROR,
            "Preview passed without this OS",
            early().releaseMoves(NEW),
            scene()
                .to(EARLY_ADOPTER)
                .releaseMoves(NEW)
                .flighted(PREVIEW, "10.0.2.0", NEW, "10.0.2.0", true)),
        new FlightExample(
            "UC6003",
            ERROR,
            "skipped against the policy",
            scene().to(EARLY_ADOPTER).skipping("The lab is flooded"),
            early()),
        new FlightExample(
            "UC6003",
            ERROR,
            "skipped without a reason",
            scene().to(EARLY_ADOPTER).skippingIsAllowed().skipping(" "),
            early()),
        new FlightExample(
            "UC6003",
            WARNING,
            "skipped with leave and reason",
            scene().to(EARLY_ADOPTER).skippingIsAllowed().skipping("The lab is flooded"),
            early()),
        new FlightExample(
            "UC6038",
            ERROR,
            "in a freeze",
            scene().calendar(frozen()).at("2026-12-24T12:00:00Z"),
            scene().calendar(frozen()).at("2027-01-05T12:00:00Z")),
        new FlightExample(
            "UC6038",
            ERROR,
            "outside the windows",
            // 07:30 UTC is 08:30 in Berlin in winter and 09:30 in summer.
            scene().calendar(office()).at("2026-11-24T07:30:00Z"),
            scene().calendar(office()).at("2026-07-21T07:30:00Z")),
        new FlightExample(
            "UC6039",
            ERROR,
            "a test build beyond Preview",
            early().traits(false, false, false),
            early()),
        new FlightExample(
            "UC1170",
            ERROR,
            "looser than the policy is now",
            scene().least(soak(PREVIEW, 24)),
            scene().least(soak(PREVIEW, 12))),
        new FlightExample(
            "UC1170",
            ERROR,
            "round a ring that the policy binds",
            early().least(soak(PREVIEW, 1)),
            early().least(soak(EARLY_ADOPTER, 1))));
  }

  static Calendar frozen() {
    Freeze freeze =
        new Freeze(
            LocalDateTime.of(2026, 12, 18, 0, 0),
            LocalDateTime.of(2027, 1, 4, 0, 0),
            "Christmas trade",
            Set.of());
    return new Calendar(ZoneId.of("Europe/Berlin"), List.of(), List.of(freeze));
  }

  private static Calendar office() {
    Window window =
        new Window(Set.of(DayOfWeek.TUESDAY), LocalTime.of(9, 0), LocalTime.of(16, 0), Set.of());
    return new Calendar(ZoneId.of("Europe/Berlin"), List.of(window), List.of());
  }

  private static LeastRing soak(RingName ring, int hours) {
    LeastGate gate =
        new LeastGate(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofHours(hours)),
            Optional.empty(),
            Optional.empty());
    return new LeastRing(ring, 0, false, List.of(), gate);
  }
}

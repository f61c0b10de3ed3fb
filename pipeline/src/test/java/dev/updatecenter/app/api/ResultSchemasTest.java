package dev.updatecenter.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What commands print is what the schemas promise, both with and without what may be null. */
final class ResultSchemasTest {
  private static final Instant THEN = Instant.parse("2026-11-21T09:30:00.123456Z");
  private static final String DIGEST = "0".repeat(64);
  private static final List<FindingJson> FINDINGS =
      FindingJson.of(List.of(Finding.error("UC3201", "s", "m").because("w").fixedBy("f")));
  private static final FlightJson FLIGHT =
      new FlightJson(
          1,
          "Preview",
          "10.0.2.0",
          null,
          "10.0.2.0",
          "active",
          new BigDecimal("0.1"),
          "",
          THEN,
          null);
  private static final FlightJson PASSED =
      new FlightJson(
          2,
          "Preview",
          "10.0.3.0",
          "10.0.17763.1",
          null,
          "passed",
          BigDecimal.ONE,
          "r",
          THEN,
          THEN);
  private static final HealthJson HEALTH =
      new HealthJson(9, 1, 0, 1, 0, 0, Map.of("0x800B010A", 1));
  private static final GateJson HOLD = new GateJson("hold", List.of("r"), null, THEN);
  private static final GateJson WIDEN =
      new GateJson("widen", List.of(), new BigDecimal("0.5"), null);
  private static final ReleaseJson RELEASE =
      new ReleaseJson(
          "10.0.2.0",
          DIGEST,
          null,
          "10.0.2.0",
          "",
          List.of(
              new ReleaseJson.PackageJson(
                  "packages/0123456789abcdef/a.cab", "cbs", "A", "10.0.2.0", 9, DIGEST)));

  @Test
  void submitPrintsItsForm() throws Exception {
    follows(
        "submit-result",
        new SubmitJson(1, "published", "P", "10.0.2.0", DIGEST, DIGEST, RELEASE, List.of(), null));
    follows(
        "submit-result",
        new SubmitJson(1, "refused", null, null, null, null, null, FINDINGS, null));
    follows(
        "submit-result",
        new SubmitJson(1, "waiting", "P", "1.0.0.0", DIGEST, DIGEST, null, FINDINGS, null));
  }

  @Test
  void packageBuildPrintsItsForm() throws Exception {
    follows(
        "build-result",
        new BuildJson(
            1,
            "built",
            "touch.cab",
            "driver",
            Map.of("name", "touch.inf"),
            9L,
            DIGEST,
            false,
            List.of(new BuildJson.CatalogJson("touch.cat", 2, "written")),
            List.of()));
    follows(
        "build-result",
        new BuildJson(
            1, "refused", "t.cab", null, Map.of(), null, null, false, List.of(), FINDINGS));
  }

  @Test
  void flightPrintsItsForm() throws Exception {
    follows("flight-result", new FlightResultJson(1, "started", "P", FLIGHT, List.of()));
    follows("flight-result", new FlightResultJson(1, "refused", "P", null, FINDINGS));
  }

  @Test
  void statusPrintsItsForm() throws Exception {
    StatusJson.RingJson ring =
        new StatusJson.RingJson(
            "Preview",
            9,
            List.of(
                new StatusJson.RingFlightJson(FLIGHT, HEALTH, HOLD),
                new StatusJson.RingFlightJson(PASSED, HEALTH, WIDEN)));
    follows("status-result", new StatusJson(1, List.of()));
    follows(
        "status-result",
        new StatusJson(
            1,
            List.of(
                new StatusJson.ProductJson(
                    "P",
                    List.of(RELEASE),
                    List.of(
                        new StatusJson.WaitingJson("plan", "10.0.3.0", null, DIGEST, DIGEST, 2)),
                    List.of(ring)))));
  }

  @Test
  void advancePrintsItsForm() throws Exception {
    follows(
        "advance-result",
        new AdvanceJson(
            1,
            List.of(
                new AdvanceJson.ProductJson(
                    "P",
                    new AdvanceJson.ReportsJson(1, 2, FINDINGS),
                    List.of(new AdvanceJson.StepJson(FLIGHT, HEALTH, HOLD)),
                    List.of(PASSED),
                    List.of("w"),
                    true,
                    false))));
  }

  @Test
  void whatOnlyAHomeOrADeviceCanGivePrintsItsForm() throws Exception {
    String report = "7d0f8a3e-2f57-4a31-9c5b-0d4f3f1f2a10";
    follows("device-report-result", new DeviceReportJson(1, report, DIGEST, "failed", "reports/r"));
    follows("demo-result", new DemoJson(1, true, "P", "10.0.2.0", "Preview", "passed"));
    follows("refresh-result", new RefreshJson(1, List.of("P"), List.of(), List.of()));
    follows("publisher-change", new PublisherChangeJson(1, "P", DIGEST, "retired"));
    follows(
        "publisher-list",
        new PublisherJson.Listing(
            1,
            List.of(
                new PublisherJson("P", DIGEST, "CN=A", "policy", null),
                new PublisherJson("P", DIGEST, "CN=A", "registered", THEN.toString()))));
    follows(
        "ingest-result",
        new ReportsIngestJson(1, List.of(new ReportsIngestJson.ProductJson("P", 1, 2, FINDINGS))));
    follows("validation-result", new ValidationJson(1, "P", "10.0.2.0", DIGEST, true, FINDINGS));
    follows("validation-result", new ValidationJson(1, null, null, null, false, FINDINGS));
    UpdateCenterException error =
        UpdateCenterException.error("UC1008", ExitCode.NOT_FOUND, "m").where("a.cab").build();
    follows("file-error", FileErrorJson.of("a.cab", error));
    follows("error", ErrorJson.of(error));
  }

  private static void follows(String schema, Object result) throws Exception {
    byte[] printed = Json.text(result).getBytes(StandardCharsets.UTF_8);
    assertThat(SchemaCheck.check(schema, Json.read(printed, "stdout"))).isEmpty();
  }
}

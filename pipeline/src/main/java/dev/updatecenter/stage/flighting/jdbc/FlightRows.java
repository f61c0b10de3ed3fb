package dev.updatecenter.stage.flighting.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.FlightFacts;
import dev.updatecenter.stage.flighting.FlightRecord;
import dev.updatecenter.stage.flighting.FlightSettings;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.submission.RingSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of flights, flight_ramp and flight_halt_codes. */
final class FlightRows {
  private static final String INSERT =
      """
      INSERT INTO flights (product, flight_number, ring, version, submission, os, ocp, started_at,
        silent_after_millis, halt_devices, automatic, approvals, all_enrolled, min_devices,
        max_failures, soak_millis, success_lower_bound, halt_above_failures, digest)
      VALUES (:product, :number, :ring, :version, :submission, :os, :ocp, :started,
        :silent, :haltDevices, :automatic, :approvals, :allEnrolled, :minDevices,
        :maxFailures, :soak, :success, :failures, :digest)
      """;
  private final JdbcClient jdbc;

  FlightRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<FlightRecord> list(ProductName product) {
    Map<Long, List<RingSettings.RampStep>> ramps = ramps(product);
    Map<Long, Set<FailureCode>> codes = codes(product);
    return jdbc.sql("SELECT * FROM flights WHERE product = :product ORDER BY flight_number")
        .param("product", product.value())
        .query((row, n) -> record(row, ramps, codes))
        .list();
  }

  private Map<Long, List<RingSettings.RampStep>> ramps(ProductName product) {
    Map<Long, List<RingSettings.RampStep>> ramps = new HashMap<>();
    jdbc.sql(
            "SELECT flight_number, percent, after_millis FROM flight_ramp WHERE product = ?"
                + " ORDER BY flight_number, step")
        .params(product.value())
        .query(
            row -> {
              ramps
                  .computeIfAbsent(row.getLong("flight_number"), n -> new ArrayList<>())
                  .add(
                      new RingSettings.RampStep(
                          row.getDouble("percent"),
                          Duration.ofMillis(row.getLong("after_millis"))));
            });
    return ramps;
  }

  private Map<Long, Set<FailureCode>> codes(ProductName product) {
    Map<Long, Set<FailureCode>> codes = new HashMap<>();
    jdbc.sql("SELECT flight_number, code FROM flight_halt_codes WHERE product = ?")
        .params(product.value())
        .query(
            row -> {
              codes
                  .computeIfAbsent(row.getLong("flight_number"), n -> new HashSet<>())
                  .add(FailureCode.parse(row.getString("code")));
            });
    return codes;
  }

  void insert(FlightRecord flight) {
    FlightFacts facts = flight.facts();
    try {
      insertFacts(facts, flight.digest());
    } catch (DuplicateKeyException e) {
      throw UpdateCenterException.error(
              "UC6010", ExitCode.CONFLICT, "another flight of " + facts.version() + " was faster")
          .where(facts.product() + " " + facts.ring())
          .cause(e)
          .state("no flight was started")
          .build();
    }
    insertRamp(facts);
    for (FailureCode code : facts.settings().halt().codes()) {
      jdbc.sql("INSERT INTO flight_halt_codes (product, flight_number, code) VALUES (?, ?, ?)")
          .params(facts.product().value(), facts.number(), code.toString())
          .update();
    }
  }

  private void insertFacts(FlightFacts facts, ContentDigest digest) {
    RingSettings ring = facts.settings().ring();
    RingSettings.Gate gate = ring.gate();
    jdbc.sql(INSERT)
        .param("product", facts.product().value())
        .param("number", facts.number())
        .param("ring", facts.ring().value())
        .param("version", facts.version().toString())
        .param("submission", facts.submission().hex())
        .param("os", facts.os().map(PackageVersion::toString).orElse(null))
        .param("ocp", facts.ocp().map(PackageVersion::toString).orElse(null))
        .param("started", facts.startedAt().atOffset(ZoneOffset.UTC))
        .param("silent", facts.settings().halt().silentAfter().toMillis())
        .param("haltDevices", facts.settings().halt().devices())
        .param("automatic", ring.automatic())
        .param("approvals", ring.approvals())
        .param("allEnrolled", gate.allEnrolled())
        .param("minDevices", gate.minDevices())
        .param("maxFailures", gate.maxFailures())
        .param("soak", gate.soak().toMillis())
        .param("success", gate.successLowerBound().orElse(null))
        .param("failures", gate.haltAboveFailures().orElse(null))
        .param("digest", digest.hex())
        .update();
  }

  private void insertRamp(FlightFacts facts) {
    int step = 0;
    for (RingSettings.RampStep s : facts.settings().ring().ramp()) {
      jdbc.sql(
              "INSERT INTO flight_ramp (product, flight_number, step, percent, after_millis)"
                  + " VALUES (?, ?, ?, ?, ?)")
          .params(
              facts.product().value(), facts.number(), step++, s.percent(), s.after().toMillis())
          .update();
    }
  }

  private static FlightRecord record(
      ResultSet row,
      Map<Long, List<RingSettings.RampStep>> ramps,
      Map<Long, Set<FailureCode>> codes)
      throws SQLException {
    long number = row.getLong("flight_number");
    RingSettings settings = settings(row, ramps.getOrDefault(number, List.of()));
    HaltRules halt =
        new HaltRules(
            Duration.ofMillis(row.getLong("silent_after_millis")),
            codes.getOrDefault(number, Set.of()),
            row.getInt("halt_devices"));
    FlightFacts facts =
        new FlightFacts(
            new ProductName(row.getString("product")),
            number,
            settings.ring(),
            PackageVersion.parse(row.getString("version")),
            ContentDigest.ofHex(row.getString("submission")),
            version(row.getString("os")),
            version(row.getString("ocp")),
            new FlightSettings(settings, halt),
            row.getObject("started_at", OffsetDateTime.class).toInstant());
    Optional<Instant> passed =
        Optional.ofNullable(row.getObject("passed_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
    return new FlightRecord(facts, ContentDigest.ofHex(row.getString("digest")), passed);
  }

  private static RingSettings settings(ResultSet row, List<RingSettings.RampStep> ramp)
      throws SQLException {
    RingSettings.Gate gate =
        new RingSettings.Gate(
            row.getBoolean("all_enrolled"),
            row.getInt("min_devices"),
            row.getInt("max_failures"),
            Duration.ofMillis(row.getLong("soak_millis")),
            Optional.ofNullable(row.getObject("success_lower_bound", Double.class)),
            Optional.ofNullable(row.getObject("halt_above_failures", Double.class)));
    return new RingSettings(
        new RingName(row.getString("ring")),
        row.getBoolean("automatic"),
        row.getInt("approvals"),
        ramp,
        gate);
  }

  private static Optional<PackageVersion> version(@Nullable String text) {
    return Optional.ofNullable(text).map(PackageVersion::parse);
  }
}

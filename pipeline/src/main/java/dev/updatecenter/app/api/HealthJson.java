package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.RingHealth;
import java.util.Map;
import java.util.TreeMap;

/** What the devices of a ring said about a release. */
public record HealthJson(
    int enrolled,
    int eligible,
    int succeeded,
    int failed,
    int installing,
    int lost,
    Map<String, Integer> failuresByCode) {
  /** The shape of a ring's health. */
  public static HealthJson of(RingHealth health) {
    Map<String, Integer> codes = new TreeMap<>();
    for (Map.Entry<FailureCode, Integer> code : health.failuresByCode().entrySet()) {
      codes.put(code.getKey().toString(), code.getValue());
    }
    return new HealthJson(
        health.enrolled(),
        health.eligible(),
        health.succeeded(),
        health.failed(),
        health.installing(),
        health.lost(),
        codes);
  }
}

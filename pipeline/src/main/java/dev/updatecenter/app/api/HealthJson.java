package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.RingHealth;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the devices of a ring said about a release.
 *
 * @param enrolled devices of the ring
 * @param excluded those that cannot take it, by what they run
 * @param eligible the others
 * @param inShare enrolled devices in the present share
 * @param offered eligible devices in the present share
 * @param reported devices that said how it ended
 * @param success between which rates success lies, with 95 % confidence
 * @param sentence all this for people
 */
public record HealthJson(
    int enrolled,
    int excluded,
    int eligible,
    int inShare,
    int offered,
    int reported,
    int succeeded,
    int failed,
    int installing,
    int lost,
    Map<String, Integer> failuresByCode,
    RateJson success,
    String sentence) {
  /** The ends of an interval of a rate, 0 to 1. */
  public record RateJson(double lower, double upper) {}

  /** The shape of a ring's health. */
  public static HealthJson of(RingHealth health) {
    Map<String, Integer> codes = new TreeMap<>();
    for (Map.Entry<FailureCode, Integer> code : health.failuresByCode().entrySet()) {
      codes.put(code.getKey().toString(), code.getValue());
    }
    return new HealthJson(
        health.enrolled(),
        health.excluded(),
        health.eligible(),
        health.inShare(),
        health.offered(),
        health.reported(),
        health.succeeded(),
        health.failed(),
        health.installing(),
        health.lost(),
        codes,
        new RateJson(health.success().lower(), health.success().upper()),
        health.sentence());
  }
}

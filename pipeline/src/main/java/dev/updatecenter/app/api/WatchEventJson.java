package dev.updatecenter.app.api;

import org.jspecify.annotations.Nullable;

/**
 * A line of {@code watch} under {@code -o ndjson}: something that changed since the look before, or
 * that was there at the first one.
 *
 * @param at when it was seen, RFC 3339
 * @param event {@code flight}, {@code health}, {@code gate}, {@code waiting}, {@code finding} or
 *     {@code ended}
 * @param ring null where it is not about a ring
 * @param release null where it is not about a release
 * @param sentence the same for people
 * @param flight with {@code flight}, {@code health} and {@code gate}
 * @param health with {@code health}
 * @param gate with {@code gate}
 * @param finding with {@code finding}
 */
public record WatchEventJson(
    int schemaVersion,
    String at,
    String product,
    String event,
    @Nullable String ring,
    @Nullable String release,
    String sentence,
    @Nullable FlightJson flight,
    @Nullable HealthJson health,
    @Nullable GateJson gate,
    @Nullable FindingJson finding) {

  /** An event about no flight. */
  public static WatchEventJson of(String at, String product, String event, String sentence) {
    return new WatchEventJson(1, at, product, event, null, null, sentence, null, null, null, null);
  }
}

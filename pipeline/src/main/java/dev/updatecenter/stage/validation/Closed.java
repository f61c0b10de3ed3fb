package dev.updatecenter.stage.validation;

import java.time.Instant;

/**
 * That the calendar lets nothing start or widen in a ring.
 *
 * @param until when it opens again, by what the calendar says now
 * @param why for people: the freeze's reason, or the windows that are kept
 */
public record Closed(Instant until, String why) {}

/**
 * The rules over a flight, one a file.
 *
 * <p>In: a {@code FlightCase}; out: findings. A rule keeps no state, asks nobody and stops no other
 * rule.
 */
@NullMarked
package dev.updatecenter.stage.flighting.rules;

import org.jspecify.annotations.NullMarked;

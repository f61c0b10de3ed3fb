/**
 * Keeps flights and rollouts in a database.
 *
 * <p>In: what the stage hands over; out: the same again. Decides nothing about a flight.
 */
@NullMarked
package dev.updatecenter.stage.flighting.jdbc;

import org.jspecify.annotations.NullMarked;

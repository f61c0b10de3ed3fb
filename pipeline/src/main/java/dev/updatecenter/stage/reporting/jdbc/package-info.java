/**
 * Keeps enrolled devices and their votes in a database.
 *
 * <p>In: what the stage hands over; out: the same again, counted. Verifies no report.
 */
@NullMarked
package dev.updatecenter.stage.reporting.jdbc;

import org.jspecify.annotations.NullMarked;

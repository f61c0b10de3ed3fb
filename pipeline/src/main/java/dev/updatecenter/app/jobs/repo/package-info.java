/**
 * Looks after the published tree as a whole: verifies it, and deletes what nobody wants any more.
 *
 * <p>In: the wiring of a home; out: what was found, what was or would be deleted. Decides nothing
 * about a product itself: the stage {@code upkeep} does.
 */
@NullMarked
package dev.updatecenter.app.jobs.repo;

import org.jspecify.annotations.NullMarked;

/**
 * Puts signed packages where devices can fetch them: content first, names next, timestamp last.
 *
 * <p>In: a {@code SignedRelease}; out: a {@link
 * dev.updatecenter.stage.publishing.PublishedRelease}. Signs no package and offers nothing to any
 * ring.
 */
@NullMarked
package dev.updatecenter.stage.publishing;

import org.jspecify.annotations.NullMarked;

/**
 * Lets a published release flow through the rings, one share after the other, while devices say
 * that it works.
 *
 * <p>In: a {@code PublishedRelease} and what devices reported; out: a {@link
 * dev.updatecenter.stage.flighting.Flight} and the {@link dev.updatecenter.stage.flighting.Rollout}
 * of its ring. Writes no document, holds no key, asks no device.
 */
@NullMarked
package dev.updatecenter.stage.flighting;

import org.jspecify.annotations.NullMarked;

/**
 * INF files: sections, values and the {@code [Version]} of a driver.
 *
 * <p>In: bytes in any encoding that Windows takes; out: merged sections whose every line knows its
 * number. Follows no directive, opens no other file, decides nothing about a driver.
 */
@NullMarked
package dev.updatecenter.capability.format.inf;

import org.jspecify.annotations.NullMarked;

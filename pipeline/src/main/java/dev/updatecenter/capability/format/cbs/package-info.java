/**
 * CBS packages: what {@code update.mum} says of itself.
 *
 * <p>In: the manifest's bytes; out: identity, owner and file list with positions. Opens no cabinet,
 * judges no content against it, decides nothing about who may publish what.
 */
@NullMarked
package dev.updatecenter.capability.format.cbs;

import org.jspecify.annotations.NullMarked;

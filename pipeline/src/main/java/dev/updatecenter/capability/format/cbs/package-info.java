/**
 * CBS packages: what {@code update.mum}, or {@code man.dsm.xml} in older ones, says of itself.
 *
 * <p>In: the manifest's bytes, and the names that a cabinet holds; out: identity, owner, file list
 * and findings, with positions. Opens no cabinet, decides nothing about who may publish what.
 */
@NullMarked
package dev.updatecenter.capability.format.cbs;

import org.jspecify.annotations.NullMarked;

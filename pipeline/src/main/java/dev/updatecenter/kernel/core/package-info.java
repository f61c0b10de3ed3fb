/**
 * Values that every room shares, and the ports that the whole pipeline leans on.
 *
 * <p>In: strings and bytes from the edge; out: types that cannot hold a bad value. Imports no other
 * package of ours, reads no configuration, keeps no state.
 */
@NullMarked
package dev.updatecenter.kernel.core;

import org.jspecify.annotations.NullMarked;

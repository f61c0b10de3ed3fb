/**
 * An LZX encoder for tests, as no free program makes LZX cabinets.
 *
 * <p>In: content and the blocks it is to be cut into; out: frames. Packs simply, not well; knows
 * nothing of the decoder, so that the two can be held against one another and against others.
 */
@NullMarked
package dev.updatecenter.testing.lzx;

import org.jspecify.annotations.NullMarked;

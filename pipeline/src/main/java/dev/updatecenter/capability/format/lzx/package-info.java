/**
 * LZX as MS-PATCH describes it without its DELTA part: what cabinets and Windows images hold.
 *
 * <p>In: one compressed frame after the other; out: at most 32 KiB each, or {@link
 * dev.updatecenter.capability.format.lzx.MalformedLzxException}. Keeps a window and nothing else;
 * never reads or writes outside its arrays, whatever the input says.
 */
@NullMarked
package dev.updatecenter.capability.format.lzx;

import org.jspecify.annotations.NullMarked;

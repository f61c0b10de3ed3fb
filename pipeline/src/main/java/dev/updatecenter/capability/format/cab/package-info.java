/**
 * Cabinets as MS-CAB describes them: read in one bounded pass, written the same way each time.
 *
 * <p>In: a file that nobody trusts, or inputs to pack; out: names, streams of content, a cabinet
 * with room for a signature. Never unpacks to disk by itself, never reads a set of several files.
 */
@NullMarked
package dev.updatecenter.capability.format.cab;

import org.jspecify.annotations.NullMarked;

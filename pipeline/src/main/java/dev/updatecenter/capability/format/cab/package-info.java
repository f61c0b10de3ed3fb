/**
 * Cabinets as MS-CAB describes them: read in one bounded pass, written the same way each time.
 *
 * <p>In: a file that nobody trusts, alone or with its set, or inputs to pack; out: names, streams
 * of content, a cabinet with room for a signature. Never unpacks to disk by itself, never looks
 * beyond the one folder.
 */
@NullMarked
package dev.updatecenter.capability.format.cab;

import org.jspecify.annotations.NullMarked;

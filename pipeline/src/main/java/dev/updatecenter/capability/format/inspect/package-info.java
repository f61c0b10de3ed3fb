/**
 * What any file is and what it holds: the front door of the room.
 *
 * <p>In: a file; out: format, identity, entries, findings about the file as a file. May import
 * every format's room, none of which knows it; throws only when the disk fails, never for content.
 */
@NullMarked
package dev.updatecenter.capability.format.inspect;

import org.jspecify.annotations.NullMarked;

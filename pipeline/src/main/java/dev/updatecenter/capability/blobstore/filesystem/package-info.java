/**
 * Blobs as files below a folder, for a store that a web server or a sync serves, and the private
 * part.
 *
 * <p>In: names and bytes; out: whole, durable files and nothing half-written under any name. Never
 * follows a link, never writes outside its folder, and creates nothing as long as it only reads.
 */
@NullMarked
package dev.updatecenter.capability.blobstore.filesystem;

import org.jspecify.annotations.NullMarked;

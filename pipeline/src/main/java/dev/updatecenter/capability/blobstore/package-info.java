/**
 * The port to where published files, reports and archives lie, and its values.
 *
 * <p>In: names, bytes with their digest, tags; out: bytes, yes or no to "only if absent" and "only
 * if unchanged". Knows nothing of what the bytes mean and never overwrites what it was not told to.
 */
@NullMarked
package dev.updatecenter.capability.blobstore;

import org.jspecify.annotations.NullMarked;

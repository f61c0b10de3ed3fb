/**
 * Blobs behind a web server or CDN, as a device or the edge check reads them.
 *
 * <p>In: a base address and names; out: bytes within bounds of time and size. Writes nothing, holds
 * no credentials, believes nothing about the content.
 */
@NullMarked
package dev.updatecenter.capability.blobstore.http;

import org.jspecify.annotations.NullMarked;

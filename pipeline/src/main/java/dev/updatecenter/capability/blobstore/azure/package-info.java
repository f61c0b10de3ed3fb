/**
 * Blobs in a container of Azure Blob Storage, through Microsoft's library and the JDK's HTTP
 * client.
 *
 * <p>In: names, bytes, files; out: block blobs, each put by one request or committed from staged
 * blocks. Never creates a container, never tells a secret, never shows content under a digest that
 * is not its own.
 */
@NullMarked
package dev.updatecenter.capability.blobstore.azure;

import org.jspecify.annotations.NullMarked;

/**
 * Signed repository metadata after The Update Framework 1.0.34: read, verified, edited, signed.
 *
 * <p>In: bytes from an edge that nobody trusts and one trusted root, or targets and signers; out:
 * verified targets, or files to upload in order. Opens no connection and never uploads.
 */
@NullMarked
package dev.updatecenter.capability.tuf;

import org.jspecify.annotations.NullMarked;

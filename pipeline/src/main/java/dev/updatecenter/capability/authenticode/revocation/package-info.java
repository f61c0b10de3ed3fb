/**
 * What authorities say of certificates that they took back: revocation lists and OCSP answers.
 *
 * <p>In: bytes that were configured, and certificates; out: whether, since when and why one is
 * revoked. Never fetches an address that it read in a certificate, and believes nothing unsigned.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.revocation;

import org.jspecify.annotations.NullMarked;

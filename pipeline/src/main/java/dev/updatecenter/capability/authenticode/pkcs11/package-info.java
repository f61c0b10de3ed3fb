/**
 * Keys in tokens behind PKCS #11.
 *
 * <p>In: an address (RFC 7512) and a PIN when it is asked for; out: a private key that only this
 * token can use, with its certificates. Never tries a PIN twice, never keeps one, never writes to a
 * token.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.pkcs11;

import org.jspecify.annotations.NullMarked;

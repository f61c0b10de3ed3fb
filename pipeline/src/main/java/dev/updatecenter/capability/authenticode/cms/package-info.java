/**
 * The signed messages inside: PKCS#7 of Authenticode and RFC 3161 tokens, taken apart and checked.
 *
 * <p>In: bytes from hostile files; out: plain records, and whether the mathematics hold. Never
 * judges whom to trust.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.cms;

import org.jspecify.annotations.NullMarked;

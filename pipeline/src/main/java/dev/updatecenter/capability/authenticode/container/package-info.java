/**
 * The files that carry Authenticode signatures, as far as verifying needs them.
 *
 * <p>In: a file, by its content; out: the signature inside it, the digest that a signature must
 * hold, and the bytes that no digest covers. Never trusts an offset or a size, never writes.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.container;

import org.jspecify.annotations.NullMarked;

/**
 * Gets RFC 3161 timestamps from a pool of authorities, some of which are slow, dead or lying.
 *
 * <p>In: the value of a signature; out: a token that passed every check. Never hands out a token
 * that a verifier would refuse later, and never asks an authority that is known to be dead.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.timestamp;

import org.jspecify.annotations.NullMarked;

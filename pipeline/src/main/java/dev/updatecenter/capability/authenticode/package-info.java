/**
 * Authenticode: the ports to sign and to verify, our own verifier, and the rules for certificates.
 *
 * <p>In: a file and what to trust; out: a signature inside the file, or a verdict with findings.
 * Never trusts the JDK's own certificates and never verifies with the library that signed.
 */
@NullMarked
package dev.updatecenter.capability.authenticode;

import org.jspecify.annotations.NullMarked;

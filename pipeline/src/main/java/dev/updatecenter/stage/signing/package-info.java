/**
 * Signs what validation let pass, and checks its own signatures by another path.
 *
 * <p>In: a {@code ValidatedSubmission}; out: a {@link
 * dev.updatecenter.stage.signing.SignedRelease}. Never signs what was not validated, never alters a
 * package that already carries a signature.
 */
@NullMarked
package dev.updatecenter.stage.signing;

import org.jspecify.annotations.NullMarked;

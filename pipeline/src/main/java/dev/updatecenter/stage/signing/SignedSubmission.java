package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.Optional;

/**
 * That everything of a submission is signed, and with which certificate.
 *
 * @param submission the submission's digest
 * @param certificate SHA-256 of the certificate that signed all of it
 * @param ocp digest of the rebuilt OEM custom package before it was signed; empty without one
 */
public record SignedSubmission(
    ContentDigest submission, ContentDigest certificate, Optional<ContentDigest> ocp) {}

package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;

/**
 * A file that was signed: kept so that the same file is never signed twice with one certificate.
 *
 * @param unsigned digest of the file before
 * @param certificate SHA-256 of the signing certificate
 * @param signed digest of the file after
 * @param length bytes of the file after
 */
public record SignedArtifact(
    ContentDigest unsigned, ContentDigest certificate, ContentDigest signed, long length) {}

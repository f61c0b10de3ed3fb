package dev.updatecenter.capability.format.ocp;

import dev.updatecenter.kernel.core.ContentDigest;

/**
 * A package cabinet inside an OEM custom package.
 *
 * @param fileName as the outer cabinet spells it
 * @param sha256 of its bytes
 * @param size in bytes
 */
public record OcpMember(String fileName, ContentDigest sha256, long size) {}

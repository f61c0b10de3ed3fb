package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.ContentDigest;

/**
 * A file inside a package.
 *
 * @param name as the package spells it
 * @param size in bytes, as counted while reading
 * @param sha256 of its bytes
 */
public record PackageEntry(String name, long size, ContentDigest sha256) {}

package dev.updatecenter.capability.format.cbs;

import java.util.Optional;

/**
 * A file that a component manifest lists.
 *
 * @param name file/@name: what it is called on the device, perhaps with folders
 * @param source file/@sourceName: what the build called it; empty where the manifest does not say
 * @param sha256 lower-case hex of the digest of all its bytes, where the manifest gives one
 */
public record ComponentFile(String name, String source, Optional<String> sha256) {}

package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.kernel.core.SourcePosition;

/**
 * A file that a CBS package installs.
 *
 * @param name where it goes on the device
 * @param cabPath its name in the cabinet; empty where the manifest gives none
 * @param position its place in the manifest
 */
public record MumFile(String name, String cabPath, SourcePosition position) {}

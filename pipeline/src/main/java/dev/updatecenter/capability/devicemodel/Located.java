package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.SourcePosition;

/**
 * A value and where it was read.
 *
 * @param value as written, spaces kept
 * @param position its place
 */
public record Located(String value, SourcePosition position) {}

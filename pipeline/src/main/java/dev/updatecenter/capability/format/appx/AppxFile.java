package dev.updatecenter.capability.format.appx;

import java.nio.file.Path;

/**
 * A file to put into an app package.
 *
 * @param name its name there, with {@code /}
 * @param file where it lies now
 */
public record AppxFile(String name, Path file) {}

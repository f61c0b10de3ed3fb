package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Architecture;
import java.util.Optional;

/**
 * A portable executable that a package holds, by its headers.
 *
 * @param name as the package spells it
 * @param architecture what it was built for; empty for a machine that Windows IoT has not
 * @param kernelMode whether its subsystem is native: a driver, or a program from before Win32
 * @param signed whether it carries an embedded signature, good or bad
 */
public record Executable(
    String name, Optional<Architecture> architecture, boolean kernelMode, boolean signed) {}

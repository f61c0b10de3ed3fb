package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import java.util.Optional;

/**
 * A Windows that an app package asks for: one of several, if it names several.
 *
 * @param architecture of the package that asks; empty for a neutral one
 * @param family its device family, such as {@code Windows.IoT}; empty for any Windows
 * @param minVersion the lowest version of it
 * @param position where the package says so
 */
public record TargetPlatform(
    Optional<Architecture> architecture,
    String family,
    PackageVersion minVersion,
    SourcePosition position) {}

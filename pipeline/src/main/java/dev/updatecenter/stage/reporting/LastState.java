package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * What one enrolled device last said to run.
 *
 * @param os the OS version; empty where it never reported
 * @param ocp the OEM custom package version; empty likewise
 * @param release the highest release that it said to have installed, if any
 * @param at when it said so, by its own time; empty where it never reported
 */
public record LastState(
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    Optional<PackageVersion> release,
    Optional<Instant> at) {}

package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.FailureCode;
import java.util.Optional;

/**
 * How a device got on with one package.
 *
 * @param kind the package's kind
 * @param identity the format's own name for it
 * @param version its version
 * @param state how it ended
 * @param code why it failed, if it did and said so
 */
public record PackageOutcome(
    String kind,
    String identity,
    PackageVersion version,
    InstallOutcome state,
    Optional<FailureCode> code) {}

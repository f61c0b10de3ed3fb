package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.submission.SubmittedFile;
import java.util.Optional;

/**
 * A package that may be signed and published.
 *
 * @param file the copy that was judged
 * @param kind how a device installs it
 * @param identity its format's own name for it
 * @param version its version
 * @param architecture the processor it is for; empty for neutral
 * @param keepSignature whether it carries an intact signature that stays
 * @param kernelCode whether the kernel would load code of it by the release certificate alone
 */
public record ValidatedPackage(
    SubmittedFile file,
    PackageKind kind,
    String identity,
    PackageVersion version,
    Optional<Architecture> architecture,
    boolean keepSignature,
    boolean kernelCode) {}

package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.function.Consumer;

/** UC3201: a release's version is higher than every published one of its product. */
public final class VersionRisesRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    PackageVersion version = examination.submission().version();
    examination
        .highestPublished()
        .filter(highest -> version.compareTo(highest) <= 0)
        .ifPresent(
            highest ->
                report.accept(
                    Finding.error(
                            "UC3201",
                            version.toString(),
                            "version " + version + " is not higher than the published " + highest)
                        .at(examination.submission().manifest().source())
                        .because("a device takes no update back: versions only rise")
                        .fixedBy("build the release with a version above " + highest)));
  }
}

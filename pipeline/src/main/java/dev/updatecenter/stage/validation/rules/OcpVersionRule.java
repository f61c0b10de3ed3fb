package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.submission.OemCustomPackage;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UC3206: BSPVersion, the version in the OEM custom package's file name and the release's version
 * are one.
 */
public final class OcpVersionRule implements ValidationRule {
  private static final Pattern NAME =
      Pattern.compile("(.+)_OCP_(\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}\\.\\d{1,5})\\.cab");

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<OemCustomPackage> ocp = examination.submission().ocp();
    if (ocp.isEmpty()) {
      return;
    }
    PackageVersion version = examination.submission().version();
    name(ocp.get(), examination, report);
    ocp.get()
        .database()
        .filter(database -> !database.bspVersion().equals(version))
        .map(
            database ->
                finding(
                        ocp.get(),
                        "BSPVersion is " + database.bspVersion() + ", the release " + version)
                    .at(database.document().position()))
        .ifPresent(report);
  }

  private static void name(
      OemCustomPackage ocp, Examination examination, Consumer<Finding> report) {
    String fileName = ocp.file().fileName();
    Matcher name = NAME.matcher(fileName);
    if (!name.matches()) {
      report.accept(
          misnamed(ocp, "the file is not named <product>_OCP_<a.b.c.d>.cab: " + fileName));
      return;
    }
    String product = examination.submission().product().value();
    if (!name.group(1).equals(product)) {
      report.accept(misnamed(ocp, "the file is named for '" + name.group(1) + "', not " + product));
    }
    PackageVersion version = examination.submission().version();
    if (!name.group(2).equals(version.toString())) {
      report.accept(
          misnamed(ocp, "the file name says " + name.group(2) + ", the release " + version));
    }
  }

  private static Finding misnamed(OemCustomPackage ocp, String message) {
    return finding(ocp, message)
        .because("the kit names it by product and version: this one was built for something else")
        .fixedBy("take the OEM custom package of this product and version, under the kit's name");
  }

  private static Finding finding(OemCustomPackage ocp, String message) {
    return Finding.error("UC3206", ocp.file().fileName(), message)
        .at(ocp.file().shownAs(), 0, 0)
        .because("a device reports the version that the database says, not the one you meant")
        .fixedBy("build the OEM custom package again with the release's version");
  }
}

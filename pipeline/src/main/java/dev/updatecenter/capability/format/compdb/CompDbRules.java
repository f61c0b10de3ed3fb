package dev.updatecenter.capability.format.compdb;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a composition database must not list, each with its weight in a submission. */
public final class CompDbRules {
  private static final String CANONICAL = "Canonical";
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z]:.*|[/\\\\].*", Pattern.DOTALL);

  private CompDbRules() {}

  /** UC3061 and UC3062 about the payloads' paths, UC3066 about their types. */
  public static List<Finding> check(CompositionDatabase database) {
    List<Finding> findings = new ArrayList<>();
    for (CompDbPackage listed : database.packages()) {
      path(listed, findings);
      // CompDBPayloadInfo.PayloadTypes: Canonical, Diff, ExpressPSF, ExpressCab.
      if (!listed.payloadType().isEmpty() && !listed.payloadType().equals(CANONICAL)) {
        findings.add(
            Finding.error(
                    "UC3066",
                    listed.fileName(),
                    "PayloadType is '" + listed.payloadType() + "', not " + CANONICAL)
                .at(listed.payloadPosition())
                .because("Only a canonical payload is a whole package that a device can stage.")
                .fixedBy("Export the OEM custom package again from whole packages."));
      }
    }
    return List.copyOf(findings);
  }

  private static void path(CompDbPackage listed, List<Finding> findings) {
    EntryNames name = new EntryNames();
    name.add(listed.fileName());
    boolean climbs = Arrays.asList(listed.path().split("[/\\\\]", -1)).contains("..");
    if (climbs || !name.faults().isEmpty()) {
      findings.add(
          Finding.error("UC3061", listed.id(), "Path is no safe name of a cabinet")
              .at(listed.payloadPosition())
              .because("An OEM custom package is one flat cabinet of plain names.")
              .fixedBy("Export the OEM custom package again with the add-on kit."));
    } else if (ABSOLUTE.matcher(listed.path()).matches()) {
      findings.add(
          Finding.note("UC3062", listed.fileName(), "Path names a place on the building machine")
              .at(listed.payloadPosition())
              .because("Only its last part counts; the rest is published with the package."));
    }
  }
}

package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.ocp.MembersAgainstDatabase;
import dev.updatecenter.capability.format.ocp.OcpMember;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.OemCustomPackage;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * UC3056 to UC3060: the OEM custom package holds exactly what its composition database lists;
 * UC3061, UC3062, UC3066: the list itself is sound.
 */
public final class OcpCompleteRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<OemCustomPackage> ocp = examination.submission().ocp();
    Optional<CompositionDatabase> database = ocp.flatMap(OemCustomPackage::database);
    if (ocp.isEmpty() || database.isEmpty()) {
      return;
    }
    List<OcpMember> members =
        ocp.get().members().stream()
            .map(m -> new OcpMember(m.fileName(), m.sha256(), m.length()))
            .toList();
    String file = ocp.get().file().shownAs();
    for (Finding finding : MembersAgainstDatabase.compare(members, database.get())) {
      report.accept(finding.file() == null ? finding.at(file, 0, 0) : finding);
    }
  }
}

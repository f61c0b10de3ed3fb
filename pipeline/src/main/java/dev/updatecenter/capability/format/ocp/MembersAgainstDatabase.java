package dev.updatecenter.capability.format.ocp;

import dev.updatecenter.capability.format.compdb.CompDbPackage;
import dev.updatecenter.capability.format.compdb.CompDbRules;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what an OEM custom package holds with what its database lists. */
public final class MembersAgainstDatabase {
  private MembersAgainstDatabase() {}

  /** Says each difference: UC3056 to UC3060; and what UC3061, UC3062 and UC3066 say of the list. */
  public static List<Finding> compare(List<OcpMember> members, CompositionDatabase database) {
    List<Finding> findings = new ArrayList<>();
    Map<String, OcpMember> unlisted = new HashMap<>();
    for (OcpMember member : members) {
      unlisted.put(key(member.fileName()), member);
      if (member.fileName().indexOf('/') >= 0 || member.fileName().indexOf('\\') >= 0) {
        findings.add(
            Finding.error("UC3060", member.fileName(), "the package lies in a folder")
                .because("An OEM custom package is one flat cabinet.")
                .fixedBy("Put every package cabinet at the top."));
      }
    }
    findings.addAll(CompDbRules.check(database));
    for (CompDbPackage listed : database.packages()) {
      OcpMember member = unlisted.remove(key(listed.fileName()));
      compare(listed, member).forEach(findings::add);
    }
    for (OcpMember member : members) {
      if (unlisted.containsKey(key(member.fileName()))
          && !OemCustomPackageFile.isVersionList(member.fileName())) {
        findings.add(
            Finding.error("UC3057", member.fileName(), "is not in the composition database")
                .because("A device would never be told of it.")
                .fixedBy("List it, or leave it out."));
      }
    }
    return findings;
  }

  private static List<Finding> compare(CompDbPackage listed, @Nullable OcpMember member) {
    if (member == null) {
      return List.of(
          Finding.error("UC3056", listed.fileName(), "is listed, and is not in the cabinet")
              .at(listed.position())
              .because("The exporting script only prints that a cabinet is missing, and goes on.")
              .fixedBy("Build the package that is missing and export again."));
    }
    List<Finding> findings = new ArrayList<>();
    if (!listed.payloadHash().equals(member.sha256())) {
      findings.add(
          Finding.error(
                  "UC3058",
                  member.fileName(),
                  "has SHA-256 " + member.sha256() + ", listed is " + listed.payloadHash())
              .at(listed.payloadPosition())
              .because("The cabinet was changed after the database was made.")
              .fixedBy("Export the OEM custom package again from one build."));
    }
    if (listed.payloadSize() != member.size()) {
      findings.add(
          Finding.error(
                  "UC3059",
                  member.fileName(),
                  "has " + member.size() + " bytes, listed are " + listed.payloadSize())
              .at(listed.payloadPosition())
              .fixedBy("Export the OEM custom package again from one build."));
    }
    return findings;
  }

  private static String key(String fileName) {
    return fileName.toLowerCase(Locale.ROOT);
  }
}

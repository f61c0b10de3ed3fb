package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules say of an INF in its package.
 *
 * @param findings UC307x and UC315x to UC317x with line and column, syntax first; the rules for
 *     universal INFs as errors
 * @param hardwareIds the ids of the devices, by the processor that they are installed on
 */
public record InfJudgement(List<Finding> findings, Map<Architecture, Set<String>> hardwareIds) {
  /** Copies, keeping the order. */
  public InfJudgement {
    findings = List.copyOf(findings);
    Map<Architecture, Set<String>> ids = new EnumMap<>(Architecture.class);
    hardwareIds.forEach((a, i) -> ids.put(a, Collections.unmodifiableSet(new LinkedHashSet<>(i))));
    hardwareIds = Collections.unmodifiableMap(ids);
  }

  /** Judges an INF by every rule. */
  public static InfJudgement of(InfFile inf, InfSurroundings around) {
    InfFindings findings = new InfFindings(inf.file());
    new VersionRules(inf, findings).check(around.today());
    if (around.layout() == InfSurroundings.Layout.BY_INF) {
      new CatalogRules(inf, findings).check(around);
    }
    List<InfModel> models = new ModelsRules(inf, findings).check();
    Map<Architecture, Set<String>> ids = ids(models);
    List<InfInstall> installs = new InstallWalk(inf, findings).from(models);
    installs(inf, around, installs, ids.keySet(), findings);
    List<Finding> all = new ArrayList<>(inf.findings());
    all.addAll(findings.all());
    return new InfJudgement(all, ids);
  }

  private static void installs(
      InfFile inf,
      InfSurroundings around,
      List<InfInstall> installs,
      Set<Architecture> served,
      InfFindings findings) {
    SourceDisks disks = new SourceDisks(inf);
    new SourceRules(inf, around, disks, findings).check(served);
    CopyRules copies = new CopyRules(inf, around, disks, findings);
    installs.forEach(copies::check);
    installs.forEach(new ReferenceRules(inf, findings)::check);
    installs.forEach(new ServiceRules(inf, copies, findings)::check);
    UniversalRules universal = new UniversalRules(findings);
    universal.sections(inf);
    installs.forEach(universal::directives);
    installs.forEach(new RegistryRules(inf, findings)::check);
  }

  private static Map<Architecture, Set<String>> ids(List<InfModel> models) {
    Map<Architecture, Set<String>> ids = new EnumMap<>(Architecture.class);
    for (InfModel model : models) {
      Set<String> own = ids.computeIfAbsent(model.architecture(), a -> new LinkedHashSet<>());
      model.ids().forEach(id -> own.add(id.text()));
    }
    return ids;
  }
}

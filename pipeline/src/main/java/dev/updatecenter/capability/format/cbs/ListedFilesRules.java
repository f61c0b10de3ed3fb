package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A manifest's list of files against what the cabinet holds, both ways: UC3035, UC3045 to UC3047,
 * each with the weight that it has in a submission.
 */
public final class ListedFilesRules {
  /** What a package is made of besides what it installs: listed or not, both is right. */
  private static final Set<String> OF_THE_PACKAGE =
      Set.of(
          UpdateMum.FILE_NAME,
          UpdateMum.CATALOG_NAME,
          DeviceSideManifest.FILE_NAME,
          DeviceSideManifest.CATALOG_NAME);

  /** Component manifests, which list files themselves. */
  private static final String COMPONENT = ".manifest";

  private final Map<String, String> unlisted = new TreeMap<>();
  private final Map<String, MumFile> byPlace = new HashMap<>();
  private final Map<String, MumFile> byCabPath = new HashMap<>();
  private final Set<String> held;
  private final List<Finding> findings = new ArrayList<>();

  private ListedFilesRules(List<PackageEntry> entries) {
    for (PackageEntry entry : entries) {
      unlisted.put(EntryNames.key(entry.name()), entry.name());
    }
    held = Set.copyOf(unlisted.keySet());
  }

  /** Says every difference, and every fault of the list itself. */
  public static List<Finding> check(List<MumFile> listed, List<PackageEntry> entries) {
    return check(listed, entries, Set.of());
  }

  /**
   * The same of a package whose component manifests list files too.
   *
   * @param ofComponents their last names as in {@link EntryNames#key}
   */
  public static List<Finding> check(
      List<MumFile> listed, List<PackageEntry> entries, Set<String> ofComponents) {
    ListedFilesRules rules = new ListedFilesRules(entries);
    listed.forEach(rules::listed);
    if (!listed.isEmpty()) {
      rules.unlisted.keySet().removeIf(k -> ofComponents.contains(EntryNames.lastPart(k)));
      rules.unlisted();
    }
    return List.copyOf(rules.findings);
  }

  private void listed(MumFile file) {
    if (byPlace.putIfAbsent(EntryNames.key(file.name()), file) != null) {
      findings.add(
          Finding.error("UC3045", "", "two files go to " + shown(file.name()))
              .at(file.position())
              .because("Which of the two a device ends up with would be chance.")
              .fixedBy("Leave one of them out of the package."));
    }
    if (file.cabPath().isEmpty()) {
      return;
    }
    EntryNames name = new EntryNames();
    name.add(file.cabPath());
    if (!name.faults().isEmpty()) {
      findings.add(
          Finding.error("UC3046", "", "cabpath " + shown(file.cabPath()) + " is no safe name")
              .at(file.position())
              .because("Unpacking by it could reach outside the package's folder.")
              .fixedBy("Build the package again with a plain relative name."));
      return;
    }
    held(file);
  }

  private void held(MumFile file) {
    String key = EntryNames.key(file.cabPath());
    unlisted.remove(key);
    MumFile other = byCabPath.putIfAbsent(key, file);
    if (other != null) {
      findings.add(
          Finding.warning("UC3045", "", "cabpath " + shown(file.cabPath()) + " is listed twice")
              .at(file.position())
              .because("It is listed in line " + other.position().line() + " already.")
              .fixedBy("List each file of the cabinet once."));
    } else if (!held.contains(key) && !OF_THE_PACKAGE.contains(key)) {
      findings.add(
          Finding.error("UC3035", "", shown(file.cabPath()) + " is listed, and not in the cabinet")
              .at(file.position())
              .because("The installation would fail half-way.")
              .fixedBy("Build the package again from a complete build."));
    }
  }

  private void unlisted() {
    unlisted.forEach(
        (key, name) -> {
          if (!OF_THE_PACKAGE.contains(key) && !key.endsWith(COMPONENT)) {
            findings.add(
                Finding.warning("UC3047", "", shown(name) + " is in the cabinet, and not listed")
                    .because("Nothing installs it, and nobody said what it is there for.")
                    .fixedBy("List it in the manifest, or leave it out of the cabinet."));
          }
        });
  }

  private static String shown(String name) {
    StringBuilder text = new StringBuilder("'");
    name.codePoints().limit(120).forEach(c -> text.appendCodePoint(fit(c) ? c : '?'));
    return text.append('\'').toString();
  }

  private static boolean fit(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
  }
}

package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.catalog.CatalogCoverage;
import dev.updatecenter.capability.format.catalog.MemberFile;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.catalog.SecurityCatalog;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.capability.format.inf.InfFile;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files of a package against its catalogs: {@code update.cat} vouches for every other file of a
 * CBS package, itself or through the component manifests that it lists, the catalogs that an INF
 * names vouch for the INF and for what it installs.
 */
final class CatalogInspection {
  /** A catalog whose members are known by SHA-1 only. */
  static final String SHA1_ONLY = "UC3094";

  /** A catalog that nobody signed. */
  static final String UNSIGNED = "UC3095";

  private final PackageCatalogs catalogs;
  private final EntryCollector entries;
  private final List<Finding> findings;
  private final Set<String> vouching = new TreeSet<>();
  private final Map<String, CatalogCoverage> coverage = new TreeMap<>();
  private final Map<String, MemberFile> byKey = new HashMap<>();
  private final Map<String, List<MemberFile>> byLastName = new HashMap<>();

  CatalogInspection(PackageCatalogs catalogs, EntryCollector entries) {
    this.catalogs = catalogs;
    this.entries = entries;
    this.findings = new ArrayList<>(catalogs.findings());
    // Once: a cabinet may have thousands of INFs beside a catalog of 200,000 members.
    catalogs.byKey().forEach((k, c) -> coverage.put(k, CatalogCoverage.of(k, c)));
    for (MemberFile file : catalogs.files()) {
      String key = EntryNames.key(file.name());
      byKey.put(key, file);
      byLastName.computeIfAbsent(EntryNames.lastPart(key), n -> new ArrayList<>()).add(file);
    }
  }

  /** What is to be said of a catalog without looking at any file. */
  static List<Finding> ofItself(SecurityCatalog catalog, String name) {
    List<Finding> found = new ArrayList<>();
    if (catalog.hash() == MemberHash.SHA1) {
      found.add(
          Finding.warning(SHA1_ONLY, name, "the catalog knows its members by SHA-1 only")
              .because("SHA-1 is broken: another file of the same digest can be made.")
              .fixedBy("Make a v2 catalog: ducctl package build DIR --out FILE"));
    }
    if (!catalog.signed()) {
      found.add(
          Finding.note(UNSIGNED, name, "the catalog is not signed")
              .because("It vouches for its members only once it is.")
              .fixedBy("Sign it, put it into the folder, and build the cabinet again."));
    }
    return found;
  }

  /** Checks the package and each driver in it. */
  List<Finding> check() {
    catalogs.byKey().forEach(this::checkCatalog);
    Optional.ofNullable(coverage.get(UpdateMum.CATALOG_NAME)).ifPresent(this::checkPackage);
    entries.infs().forEach(this::checkDriver);
    vouching.forEach(
        catalog ->
            Optional.ofNullable(coverage.get(catalog))
                .flatMap(c -> c.absent(byLastName.keySet()))
                .ifPresent(findings::add));
    return findings;
  }

  /** Files that component manifests vouch for need not be members themselves. */
  private void checkPackage(CatalogCoverage ofPackage) {
    ComponentCoverage components = ComponentCoverage.of(entries, ofPackage);
    List<MemberFile> judged = new ArrayList<>();
    for (MemberFile file : catalogs.files()) {
      if (EntryNames.key(file.name()).equals(UpdateMum.CATALOG_NAME)) {
        continue;
      }
      Optional<List<Finding>> by =
          ofPackage.lists(file) ? Optional.empty() : components.judge(file.name());
      by.ifPresentOrElse(findings::addAll, () -> judged.add(file));
    }
    findings.addAll(ofPackage.judge(judged));
    vouching.add(UpdateMum.CATALOG_NAME);
  }

  private void checkCatalog(String key, SecurityCatalog catalog) {
    boolean ofPackage = key.equals(UpdateMum.CATALOG_NAME);
    for (Finding f : ofItself(catalog, key)) {
      // Our own key signs update.cat with the release, and vouches for nothing by SHA-1.
      if (!ofPackage) {
        findings.add(f);
      } else if (f.code().equals(SHA1_ONLY)) {
        findings.add(f.weighing(Severity.ERROR));
      }
    }
  }

  private void checkDriver(String infName, byte[] content) {
    InfFile inf;
    try {
      inf = InfFile.parse(content, infName);
    } catch (MalformedPackageException e) {
      return; // whoever judges the INF says so
    }
    String key = EntryNames.key(infName);
    String folder = EntryNames.folder(key);
    List<String> named = inf.catalogs().stream().filter(coverage::containsKey).sorted().toList();
    if (named.isEmpty()) {
      return;
    }
    vouching.addAll(named);
    List<CatalogCoverage> catalogsOfInf =
        named.stream().flatMap(n -> Optional.ofNullable(coverage.get(n)).stream()).toList();
    // Every catalog vouches for the INF, whatever system it is meant for.
    Optional.ofNullable(byKey.get(key))
        .ifPresent(f -> catalogsOfInf.forEach(c -> findings.addAll(c.judge(List.of(f)))));
    findings.addAll(CatalogCoverage.together(catalogsOfInf).judge(installed(inf, folder)));
  }

  /** What [SourceDisksFiles] and its decorated kin name, wherever below the INF it lies. */
  private List<MemberFile> installed(InfFile inf, String folder) {
    Set<String> sources =
        inf.sections().entrySet().stream()
            .filter(
                s ->
                    s.getKey().equals("sourcedisksfiles")
                        || s.getKey().startsWith("sourcedisksfiles."))
            .flatMap(s -> s.getValue().lines().stream())
            .map(l -> l.key().text())
            .map(EntryNames::key)
            .collect(Collectors.toCollection(TreeSet::new));
    return sources.stream()
        .flatMap(name -> byLastName.getOrDefault(name, List.of()).stream())
        .filter(f -> EntryNames.key(f.name()).startsWith(folder))
        .toList();
  }
}

package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.inf.InfFile;
import dev.updatecenter.capability.format.inf.InfJudgement;
import dev.updatecenter.capability.format.inf.InfSurroundings;
import dev.updatecenter.capability.format.inf.InfSurroundings.Layout;
import dev.updatecenter.capability.format.inf.InfVersion;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the INF files of a cabinet; several leave a driver's identity to the first. */
final class DriverInspection {
  // Many small INFs may each have much wrong with them.
  private static final int MOST_FINDINGS = 2_000;
  private static final int SHOWN_IDS = 20;

  private final InfSurroundings around;
  private final List<Finding> findings;
  private final Set<String> catalogs = new LinkedHashSet<>();
  private final Map<Architecture, Set<String>> ids = new EnumMap<>(Architecture.class);
  private PackageIdentity first = PackageIdentity.NONE;
  private boolean stopped;

  /**
   * Reports into a list.
   *
   * @param names every file of the package, as in {@link EntryNames#key}
   */
  DriverInspection(
      EntryCollector entries,
      Set<String> names,
      Layout layout,
      Optional<LocalDate> today,
      List<Finding> findings) {
    Map<String, Executable> executables = new HashMap<>();
    entries.executables().forEach(e -> executables.put(EntryNames.key(e.name()), e));
    this.around = new InfSurroundings(names, executables, layout, today);
    this.findings = findings;
  }

  /** Judges every INF; who the driver is. */
  PackageIdentity inspect(EntryCollector entries) {
    entries.infs().forEach(this::judge);
    Set<String> kept =
        entries.kept().keySet().stream()
            .map(EntryNames::key)
            .collect(Collectors.toUnmodifiableSet());
    entries.names().stream()
        .filter(name -> name.endsWith(".inf") && !kept.contains(name))
        .sorted()
        .limit(MOST_FINDINGS)
        .forEach(name -> findings.add(unread(name)));
    entries.executables().forEach(e -> unknownProcessor(e).ifPresent(findings::add));
    return identity();
  }

  /** Stops where too much is wrong, and says so: what is not judged does not pass. */
  private void judge(String name, byte[] content) {
    if (findings.size() < MOST_FINDINGS) {
      inf(name, content);
    } else if (!stopped) {
      stopped = true;
      findings.add(
          Finding.error("UC3070", name, "this INF and those behind it were not read")
              .at(name, 0, 0)
              .because("so much is wrong with those before it that nobody would read the rest")
              .fixedBy("mend what the other findings say, then run this again"));
    }
  }

  private static Finding unread(String name) {
    return Finding.error("UC3070", name, "the INF was not read")
        .at(name, 0, 0)
        .because("the manifests of a package are read up to 32 MiB in all")
        .fixedBy("divide the package");
  }

  /** UC3082. */
  static Optional<Finding> unknownProcessor(Executable executable) {
    if (executable.architecture().isPresent() || executable.portable()) {
      return Optional.empty();
    }
    String name = executable.name();
    return Optional.of(
        Finding.warning("UC3082", name, "it is built for a processor that Windows IoT has not")
            .at(name.isEmpty() ? null : name, 0, 0)
            .because("Windows IoT runs on x86, amd64, arm and arm64")
            .fixedBy("build it for one of them, or leave it out"));
  }

  private void inf(String name, byte[] content) {
    try {
      InfFile inf = InfFile.parse(content, name);
      InfJudgement judgement = InfJudgement.of(inf, around);
      findings.addAll(judgement.findings());
      catalogs.addAll(inf.catalogs());
      judgement
          .hardwareIds()
          .forEach((a, own) -> ids.computeIfAbsent(a, k -> new LinkedHashSet<>()).addAll(own));
      if (first.equals(PackageIdentity.NONE)) {
        first = named(name, inf.version());
      }
    } catch (MalformedPackageException e) {
      e.findings("").forEach(f -> findings.add(f.at(name, 0, 0)));
    }
  }

  private static PackageIdentity named(String name, InfVersion version) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("class", version.driverClass());
    fields.put("classGuid", version.classGuid());
    fields.put("provider", version.provider());
    return new PackageIdentity(name, version.driverVersion(), Optional.empty(), fields);
  }

  /** The first INF's, with the devices and catalogs of all: each may serve another processor. */
  private PackageIdentity identity() {
    Map<String, String> fields = new LinkedHashMap<>(first.fields());
    ids.forEach(
        (architecture, own) ->
            fields.put(
                PackageIdentity.HARDWARE_IDS + architecture.wireName(),
                String.join(", ", own.stream().limit(SHOWN_IDS).toList())));
    if (!catalogs.isEmpty()) {
      fields.put(PackageIdentity.CATALOGS, String.join(", ", catalogs));
    }
    Optional<Architecture> only =
        ids.size() == 1 ? ids.keySet().stream().findFirst() : Optional.empty();
    return new PackageIdentity(first.name(), first.version(), only, fields);
  }
}

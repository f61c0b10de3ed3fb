package dev.updatecenter.capability.format.inspect;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.TargetPlatform;
import dev.updatecenter.capability.format.appx.AppxBundle;
import dev.updatecenter.capability.format.appx.AppxIdentity;
import dev.updatecenter.capability.format.appx.AppxLimits;
import dev.updatecenter.capability.format.appx.AppxManifest;
import dev.updatecenter.capability.format.appx.AppxPackage;
import dev.updatecenter.capability.format.appx.AppxZip;
import dev.updatecenter.capability.format.appx.PartSink;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads an app package or a bundle; what lies in a part is told of {@code file!part}. */
final class AppxInspection {
  private final AppxLimits limits;
  private final String displayName;
  private final List<PackageEntry> entries = new ArrayList<>();
  private final List<Executable> executables = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> content = new ArrayList<>();
  private final List<TargetPlatform> targets = new ArrayList<>();

  AppxInspection(AppxLimits limits, String displayName) {
    this.limits = limits;
    this.displayName = displayName;
  }

  PackageContents inspect(PackageFormat format, Path file) throws IOException {
    try (AppxZip zip = AppxZip.open(file, limits)) {
      PackageIdentity identity = format == PackageFormat.MSIXBUNDLE ? bundle(zip) : single(zip);
      return new PackageContents(
          format, identity, entries, executables, findings, content, targets);
    }
  }

  private PackageIdentity single(AppxZip zip) throws IOException {
    List<Executable> programs = new ArrayList<>();
    AppxPackage appx = AppxPackage.read(zip, sink(entries, programs, ""));
    executables.addAll(programs);
    take(appx, programs, displayName);
    appx.manifest().ifPresent(m -> targets.addAll(at(m.targets(), displayName)));
    return appx.manifest()
        .map(AppxManifest::identity)
        .map(i -> identity(i, i.architecture()))
        .orElse(PackageIdentity.NONE);
  }

  private PackageIdentity bundle(AppxZip zip) throws IOException {
    Map<String, List<Executable>> programs = new LinkedHashMap<>();
    AppxBundle bundle =
        AppxBundle.read(
            zip,
            sink(entries, new ArrayList<>(), ""),
            name -> {
              List<Executable> found = programs.computeIfAbsent(name, n -> new ArrayList<>());
              return sink(new ArrayList<>(), found, name + "!");
            });
    bundle.findings().forEach(f -> findings.add(in(f, displayName)));
    bundle.contentFindings().forEach(f -> content.add(in(f, displayName)));
    for (AppxBundle.Inner inner : bundle.packages()) {
      String place = displayName + "!" + inner.fileName();
      List<Executable> found = programs.getOrDefault(inner.fileName(), List.of());
      executables.addAll(found);
      take(inner.content(), found, place);
      if (inner.application()) {
        inner.content().manifest().ifPresent(m -> targets.addAll(at(m.targets(), place)));
      }
    }
    return bundle.manifest().map(m -> identity(bundle, m.identity())).orElse(PackageIdentity.NONE);
  }

  private void take(AppxPackage appx, List<Executable> programs, String place) {
    appx.findings().forEach(f -> findings.add(in(f, place)));
    appx.contentFindings().forEach(f -> content.add(in(f, place)));
    appx.manifest()
        .ifPresent(m -> new AppxExecutables(m, place).check(programs).forEach(content::add));
  }

  /** Of one processor if all its packages to run are of that one. */
  private static PackageIdentity identity(AppxBundle bundle, AppxIdentity identity) {
    Set<String> processors = new TreeSet<>(bundle.processors());
    PackageIdentity one =
        identity(
            identity,
            processors.size() == 1
                ? bundle.packages().stream()
                    .filter(AppxBundle.Inner::application)
                    .flatMap(p -> p.content().manifest().stream())
                    .findFirst()
                    .flatMap(m -> m.identity().architecture())
                : Optional.empty());
    Map<String, String> fields = new LinkedHashMap<>(one.fields());
    fields.put("processors", String.join(",", processors));
    return new PackageIdentity(one.name(), one.version(), one.architecture(), fields);
  }

  private static PackageIdentity identity(
      AppxIdentity identity, Optional<Architecture> architecture) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("publisher", identity.publisher());
    if (!identity.resourceId().isEmpty()) {
      fields.put("resourceId", identity.resourceId());
    }
    return new PackageIdentity(
        identity.name(), Optional.of(identity.version()), architecture, fields);
  }

  private static PartSink sink(
      List<PackageEntry> entries, List<Executable> executables, String prefix) {
    return name ->
        new EntryReading(
            name,
            false,
            read -> {
              entries.add(read.entry());
              read.executable().map(e -> named(e, prefix)).ifPresent(executables::add);
            });
  }

  private static Executable named(Executable e, String prefix) {
    return e.called(prefix + e.name());
  }

  private static Finding in(Finding f, String place) {
    return f.file() == null
        ? f.at(place, 0, 0)
        : f.at(place + "!" + f.file(), f.line(), f.column());
  }

  private static List<TargetPlatform> at(List<TargetPlatform> targets, String place) {
    return targets.stream()
        .map(
            t ->
                new TargetPlatform(
                    t.architecture(),
                    t.family(),
                    t.minVersion(),
                    new SourcePosition(
                        place + "!" + t.position().file(),
                        t.position().line(),
                        t.position().column())))
        .toList();
  }
}

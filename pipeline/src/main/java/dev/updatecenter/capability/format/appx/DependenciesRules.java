package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.TargetPlatform;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * UC3127: which systems a package asks for. Windows 10: Dependencies/TargetDeviceFamily; before
 * that Prerequisites/OSMinVersion (Microsoft, "TargetDeviceFamily", "Prerequisites").
 */
final class DependenciesRules {
  private final AppxIdentity identity;
  private final Faults faults;

  DependenciesRules(AppxIdentity identity, Faults faults) {
    this.identity = identity;
    this.faults = faults;
  }

  List<TargetPlatform> targets(XmlElement root) {
    if (!root.namespace().equals(AppxManifest.NAMESPACE)) {
      return older(root);
    }
    List<XmlElement> families =
        root.children("Dependencies").flatMap(d -> d.children("TargetDeviceFamily")).toList();
    if (families.isEmpty()) {
      fault(root, "the manifest names no TargetDeviceFamily");
    }
    List<TargetPlatform> targets = new ArrayList<>();
    for (XmlElement e : families) {
      String name = e.attribute("Name").orElse("");
      if (!name.matches("[-.A-Za-z0-9]+")) {
        fault(e, "TargetDeviceFamily has no Name, or one of other characters");
      }
      range(
              e,
              e.attribute("MinVersion"),
              e.attribute("MaxVersionTested"),
              DependenciesRules::fourParts)
          .ifPresent(least -> targets.add(target(name, least, e)));
    }
    return targets;
  }

  private List<TargetPlatform> older(XmlElement root) {
    Optional<XmlElement> e = root.child("Prerequisites");
    if (e.isEmpty()) {
      fault(root, "the manifest has no Prerequisites");
      return List.of();
    }
    return range(
            e.get(),
            e.get().child("OSMinVersion").map(XmlElement::text),
            e.get().child("OSMaxVersionTested").map(XmlElement::text),
            DependenciesRules::twoOrThreeParts)
        .map(least -> List.of(target("", least, e.get())))
        .orElse(List.of());
  }

  private TargetPlatform target(String family, PackageVersion least, XmlElement e) {
    return new TargetPlatform(identity.architecture(), family, least, e.position());
  }

  /** The lower end of a range that both ends of are versions. */
  private Optional<PackageVersion> range(
      XmlElement at,
      Optional<String> from,
      Optional<String> to,
      Function<String, PackageVersion> parse) {
    Optional<PackageVersion> least = version(at, "lowest", from, parse);
    Optional<PackageVersion> most = version(at, "highest tested", to, parse);
    if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
      fault(at, "the lowest version " + least.get() + " is above the highest tested " + most.get());
    }
    return least;
  }

  private Optional<PackageVersion> version(
      XmlElement at, String which, Optional<String> text, Function<String, PackageVersion> parse) {
    try {
      return Optional.of(parse.apply(text.orElse("")));
    } catch (IllegalArgumentException e) {
      fault(
          at,
          at.name() + " has no " + which + " version, or no sound one" + shown(text.orElse("")));
      return Optional.empty();
    }
  }

  private static PackageVersion fourParts(String text) {
    PackageVersion version = PackageVersion.parse(text);
    if (version.major() == 0) {
      throw new IllegalArgumentException("no Windows: " + text);
    }
    return version;
  }

  private static PackageVersion twoOrThreeParts(String text) {
    // ST_VersionDuoOrTrio of the schema of Windows 8; later programs write four parts.
    long dots = text.chars().filter(c -> c == '.').count();
    return fourParts(text + ".0".repeat((int) Math.max(0, Math.min(2, 3 - dots))));
  }

  private static String shown(String text) {
    return text.isEmpty() ? "" : ": '" + (text.length() > 40 ? text.substring(0, 40) : text) + "'";
  }

  private void fault(XmlElement at, String message) {
    faults.add(
        Finding.error("UC3127", "", message)
            .at(at.position())
            .because("Windows installs an app only on systems that it asks for.")
            .fixedBy("Name the device family with MinVersion and MaxVersionTested of four parts."));
  }
}

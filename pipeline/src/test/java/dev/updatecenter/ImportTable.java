package dev.updatecenter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which room may import which. A row may change: here, with the reason in the commit.
 *
 * <p>A room is a package with all packages below it; what a room may know of its own packages is
 * left to the rule against cycles, but for {@code format} and the adapters.
 */
final class ImportTable {
  static final String BASE = "dev.updatecenter.";

  private static final List<String> KERNEL = List.of("core", "document");
  private static final List<String> CAPABILITY =
      List.of("devicemodel", "format", "packaging", "authenticode", "tuf", "ledger", "blobstore");
  private static final List<String> STAGE =
      List.of(
          "submission",
          "validation",
          "signing",
          "publishing",
          "flighting",
          "offer",
          "reporting",
          "planning",
          "upkeep");

  private static final Map<String, String> PACKAGES = packages();
  private static final Map<String, Set<String>> ALLOWED = allowed();

  private ImportTable() {}

  /** The room that a package of ours lies in. */
  static Optional<String> roomOf(String packageName) {
    return PACKAGES.entrySet().stream()
        .filter(e -> liesIn(packageName, e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether a package is {@code home} or below it. */
  static boolean liesIn(String packageName, String home) {
    return packageName.equals(home) || packageName.startsWith(home + ".");
  }

  /** Whether classes of one room may name classes of another. */
  static boolean allows(String from, String to) {
    return from.equals(to) || ALLOWED.getOrDefault(from, Set.of()).contains(to);
  }

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    table.put("core", Set.of());
    table.put("document", Set.of("core"));
    table.put("blobstore", Set.of("core"));
    table.put("devicemodel", Set.of("core", "document"));
    table.put("format", Set.of("core", "document"));
    table.put("tuf", Set.of("core", "document"));
    table.put("ledger", Set.of("core", "document"));
    table.put("authenticode", Set.of("core", "format"));
    table.put("packaging", Set.of("core", "format"));
    table.put("submission", Set.of("core", "document", "devicemodel", "format"));
    // tuf: people are named by the ids of their keys, as the roles of metadata are.
    table.put(
        "validation",
        Set.of("core", "document", "devicemodel", "format", "authenticode", "tuf", "submission"));
    table.put(
        "signing",
        Set.of(
            "core", "document", "format", "authenticode", "packaging", "submission", "validation"));
    // document: signed metadata on its way is kept as JSON until it is live.
    table.put(
        "publishing", Set.of("core", "document", "tuf", "blobstore", "submission", "signing"));
    table.put("flighting", Set.of("core", "devicemodel", "submission", "validation", "publishing"));
    table.put(
        "offer",
        Set.of("core", "document", "devicemodel", "tuf", "blobstore", "publishing", "flighting"));
    table.put(
        "reporting", Set.of("core", "document", "devicemodel", "blobstore", "flighting", "offer"));
    table.put("planning", join(List.of("core", "document", "devicemodel"), STAGE));
    // authenticode: an audit of the published tree judges the packages' signatures, as devices do.
    table.put(
        "upkeep",
        Set.of(
            "core",
            "document",
            "devicemodel",
            "authenticode",
            "tuf",
            "blobstore",
            "publishing",
            "offer"));
    table.put(
        "device",
        Set.of(
            "core",
            "document",
            "devicemodel",
            "authenticode",
            "tuf",
            "blobstore",
            "flighting",
            "offer",
            "reporting"));
    table.put(
        "lab",
        Set.of(
            "core",
            "devicemodel",
            "authenticode",
            "tuf",
            "blobstore",
            "offer",
            "reporting",
            "device"));
    List<String> below = List.of("device", "lab");
    table.put("wiring", join(KERNEL, CAPABILITY, STAGE, below));
    table.put("api", join(KERNEL, CAPABILITY, STAGE, below, List.of("wiring")));
    table.put("jobs", join(KERNEL, CAPABILITY, STAGE, below, List.of("wiring", "api")));
    table.put("web", join(KERNEL, CAPABILITY, STAGE, below, List.of("wiring", "api", "jobs")));
    table.put(
        "cli", join(KERNEL, CAPABILITY, STAGE, below, List.of("wiring", "api", "jobs", "web")));
    return table;
  }

  private static Map<String, String> packages() {
    Map<String, String> packages = new LinkedHashMap<>();
    KERNEL.forEach(room -> packages.put(room, BASE + "kernel." + room));
    CAPABILITY.forEach(room -> packages.put(room, BASE + "capability." + room));
    STAGE.forEach(room -> packages.put(room, BASE + "stage." + room));
    packages.put("device", BASE + "device");
    Stream.of("lab", "wiring", "api", "jobs", "web", "cli")
        .forEach(room -> packages.put(room, BASE + "app." + room));
    return packages;
  }

  @SafeVarargs
  private static Set<String> join(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return Set.copyOf(all);
  }
}

package dev.updatecenter.stage.validation;

import java.util.Set;

/**
 * Codes that no policy lets anyone waive: signature, hash, path, EV and version. What is wrong with
 * an input as a file is never waived, whatever its code ({@link Waivers.Found}); here stand whole
 * families, and codes that are known before anything is found.
 */
final class UnwaivableCodes {
  /**
   * Families of which every code counts, those to come too: input that nobody can read or that is
   * not there, signatures and certificates with EV among them, and what lies behind a submission.
   */
  private static final Set<String> FAMILIES = Set.of("UC1", "UC4", "UC5", "UC6", "UC7");

  /** Without a model nobody knows what the release is for. */
  private static final String NOT_REGISTERED = "UC2101";

  /** A damaged package could not be read to its end: nobody knows its hashes, paths or version. */
  private static final Set<String> UNREAD =
      Set.of(
          "UC3001", "UC3002", "UC3003", "UC3004", "UC3005", "UC3006", "UC3007", "UC3008", "UC3009",
          "UC3011", "UC3017", "UC3018", "UC3019", "UC3020", "UC3021", "UC3030", "UC3031", "UC3032",
          "UC3050", "UC3051", "UC3052", "UC3053", "UC3054", "UC3055", "UC3110", "UC3111", "UC3112",
          "UC3117", "UC3118");

  /** Content that is not what a digest, a size or a list beside it names. */
  private static final Set<String> HASHES =
      Set.of(
          "UC3010", "UC3056", "UC3057", "UC3058", "UC3059", "UC3113", "UC3114", "UC3115", "UC3116",
          "UC3120");

  /** A path that leads elsewhere, or to nothing. */
  private static final Set<String> PATHS =
      Set.of("UC3012", "UC3013", "UC3014", "UC3015", "UC3016", "UC3022", "UC3060", "UC3211");

  private static final Set<String> VERSIONS = Set.of("UC3201", "UC3206");

  private UnwaivableCodes() {}

  static boolean contains(String code) {
    return FAMILIES.stream().anyMatch(code::startsWith)
        || code.equals(NOT_REGISTERED)
        || UNREAD.contains(code)
        || HASHES.contains(code)
        || PATHS.contains(code)
        || VERSIONS.contains(code);
  }
}

package dev.updatecenter.stage.validation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Codes that no policy lets anyone waive: signature, hash, path, EV and version. What is wrong with
 * an input as a file is never waived, whatever its code ({@link Waivers.Found}); here stand whole
 * families, and what is known before anything is found.
 */
final class UnwaivableCodes {
  /**
   * Families of which every code counts, those to come too: input that nobody can read or that is
   * not there, signatures and certificates with EV among them, and what lies behind a submission.
   */
  private static final Set<Character> FAMILIES = Set.of('1', '4', '5', '6', '7');

  /** A damaged package could not be read to its end: nobody knows its hashes, paths or version. */
  private static final List<Range> UNREAD =
      List.of(
          new Range(3001, 3011), // cabinets
          new Range(3017, 3021),
          new Range(3024, 3027), // and sets of them
          new Range(3030, 3032), // update.mum
          new Range(3049, 3055), // man.dsm.xml, composition databases
          new Range(3070, 3070), // INF files
          new Range(3080, 3080), // executables
          new Range(3090, 3090), // catalogs
          new Range(3110, 3112), // app packages
          new Range(3117, 3119),
          new Range(3121, 3124),
          new Range(3130, 3135), // provisioning packages
          new Range(3138, 3138));

  /** Content that is not what a digest, a size or a list beside it names. */
  private static final List<Range> HASHES =
      List.of(
          new Range(3056, 3059), // composition database against cabinets
          new Range(3092, 3092), // catalog against files
          new Range(3113, 3116), // block map against content
          new Range(3120, 3120),
          new Range(3128, 3129),
          new Range(3181, 3184)); // bundle manifest against packages

  /** A path that leads elsewhere, or to nothing. */
  private static final List<Range> PATHS =
      List.of(
          new Range(3012, 3016), // names in archives
          new Range(3022, 3022),
          new Range(3046, 3046), // update.mum
          new Range(3060, 3061), // composition databases
          new Range(3211, 3211), // published names
          new Range(3223, 3224)); // driver folders, paths of the release

  private static final List<Range> VERSIONS =
      List.of(
          new Range(3064, 3064),
          new Range(3140, 3140),
          new Range(3201, 3201),
          new Range(3206, 3206));

  /** What a format's rules say of signatures, outside of their own family. */
  private static final List<Range> SIGNATURES =
      List.of(new Range(3091, 3091), new Range(3095, 3095), new Range(3228, 3228));

  /** Without a model nobody knows what the release is for. */
  private static final List<Range> MODEL = List.of(new Range(2101, 2101));

  private UnwaivableCodes() {}

  /** Codes next to each other, both ends among them. */
  private record Range(int first, int last) {
    boolean contains(int number) {
      return first <= number && number <= last;
    }
  }

  static boolean contains(String code) {
    int number = Integer.parseInt(code.substring(2));
    return FAMILIES.contains(code.charAt(2))
        || Stream.of(UNREAD, HASHES, PATHS, VERSIONS, SIGNATURES, MODEL)
            .flatMap(List::stream)
            .anyMatch(range -> range.contains(number));
  }
}

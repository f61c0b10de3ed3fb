package dev.updatecenter.capability.format.catalog;

import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What catalogs say of the files that they should vouch for together. A file is a member by its
 * digest alone; names tell a changed file from one that was never listed.
 */
public final class CatalogCoverage {
  /** A file that no catalog lists. */
  public static final String NOT_A_MEMBER = "UC3091";

  /** A file that a catalog lists by its name, with another digest. */
  public static final String CHANGED = "UC3092";

  /** A member that no file is. */
  public static final String ABSENT = "UC3093";

  /** A cabinet that a catalog may list by a digest that is not recomputed here. */
  public static final String NOT_RECOMPUTED = "UC3096";

  private static final int MOST_NAMED = 10;

  private final String catalogNames;
  private final List<CatalogIndex> catalogs;

  private CatalogCoverage(String catalogNames, List<CatalogIndex> catalogs) {
    this.catalogNames = catalogNames;
    this.catalogs = catalogs;
  }

  /**
   * One catalog.
   *
   * @param name what the package calls it
   */
  public static CatalogCoverage of(String name, SecurityCatalog catalog) {
    return new CatalogCoverage(name, List.of(new CatalogIndex(catalog)));
  }

  /** Catalogs that vouch together: what any of them lists is a member. Costs next to nothing. */
  public static CatalogCoverage together(Collection<CatalogCoverage> all) {
    return new CatalogCoverage(
        all.stream().map(c -> c.catalogNames).collect(Collectors.joining(", ")),
        all.stream().flatMap(c -> c.catalogs.stream()).toList());
  }

  /** Whether a catalog lists the file by a digest of it. */
  public boolean lists(MemberFile file) {
    return catalogs.stream().anyMatch(c -> c.lists(file));
  }

  /** Judges files that must all be members: UC3091, UC3092 as errors, UC3096 as warnings. */
  public List<Finding> judge(Collection<MemberFile> files) {
    List<Finding> findings = new ArrayList<>();
    for (MemberFile file : files) {
      catalogs.forEach(c -> c.match(file));
      if (!lists(file)) {
        findings.add(missing(file));
      }
    }
    return findings;
  }

  /**
   * The named members that are none of the files judged so far: one UC3093, as a note.
   *
   * @param there last names of everything in the package; a file that was not judged is not absent
   */
  public Optional<Finding> absent(Set<String> there) {
    Set<String> names = new TreeSet<>();
    catalogs.forEach(c -> names.addAll(c.unmatched(there)));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String some = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
    return Optional.of(
        Finding.note(ABSENT, catalogNames, "lists what the package does not have: " + some + more)
            .because("A file may have been left out when the package was built.")
            .fixedBy("Build the package again with the files, or the catalog without them."));
  }

  private Finding missing(MemberFile file) {
    CatalogMember named =
        catalogs.stream().flatMap(c -> c.named(file).stream()).findFirst().orElse(null);
    if (named == null) {
      return Finding.error(NOT_A_MEMBER, file.name(), "is no member of " + catalogNames)
          .because(
              "Windows takes no file for signed that neither the catalog lists nor its manifests.")
          .fixedBy("Make the catalog anew from all files: ducctl package build.");
    }
    if (named.kind() == MemberKind.CABINET && file.kind() == MemberKind.CABINET) {
      return Finding.warning(
              NOT_RECOMPUTED,
              file.name(),
              "is listed as a cabinet in " + catalogNames + ", unjudged")
          .because("Its digest leaves out its own signature, and is not recomputed here.")
          .fixedBy("Nothing, if the cabinet was not changed after the catalog was made.");
    }
    return Finding.error(
            CHANGED,
            file.name(),
            "is not the file that " + catalogNames + " lists: " + difference(file, named))
        .because("It was changed after the catalog was made; Windows refuses it.")
        .fixedBy("Make the catalog anew from all files: ducctl package build.");
  }

  private static String difference(MemberFile file, CatalogMember named) {
    String here =
        file.digests().stream()
            .filter(d -> d.length() == named.digest().length())
            .findFirst()
            .orElse("not digested by it");
    return named.hash().displayName() + " " + named.digest() + " there, " + here + " here";
  }
}

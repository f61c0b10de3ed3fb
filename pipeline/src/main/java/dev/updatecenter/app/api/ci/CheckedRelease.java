package dev.updatecenter.app.api.ci;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * A validation, ready to be told to a CI server.
 *
 * @param program the version of the program
 * @param release the release document, relative to the repository
 * @param files what was looked at, relative to the repository, the document first
 * @param results everything that was found, gravest first
 * @param failure what stopped the validation; empty when it came to its end
 */
public record CheckedRelease(
    String program,
    String release,
    List<String> files,
    List<Result> results,
    Optional<UpdateCenterException> failure) {
  /** Copies. */
  public CheckedRelease {
    files = List.copyOf(files);
    results = List.copyOf(results);
  }

  /**
   * A finding at its place; every text of it is clean, but for its place's.
   *
   * @param sentence what is wrong, and of what
   * @param why never empty for a code that is explained
   * @param fix likewise
   * @param refuses whether it is one of those that refuse the release
   * @param waiver who lets it pass and why; empty unless somebody does
   */
  public record Result(
      String code,
      Severity severity,
      String subject,
      Place place,
      String sentence,
      String why,
      String fix,
      boolean refuses,
      Optional<String> waiver) {
    /** Whether a waiver covers it. */
    public boolean waived() {
      return waiver.isPresent();
    }

    /** The sentence, its reason and its remedy, a line each. */
    public String told() {
      return sentence + "\nWhy: " + why + "\nFix: " + fix;
    }
  }

  /**
   * The result that a finding is.
   *
   * @param refuses whether it is one of those that refuse the release
   * @param waiver who lets it pass and why, where somebody does
   */
  public static Result result(
      Finding finding, Repository repository, boolean refuses, Optional<String> waiver) {
    Finding f = Explanation.complete(finding);
    Place place = repository.place(f);
    return new Result(
        f.code(),
        f.severity(),
        CleanText.line(repository.untied(f.subject())),
        place,
        sentence(f, place, repository),
        CleanText.line(repository.untied(f.why())),
        CleanText.line(repository.untied(f.fix())),
        refuses,
        waiver.map(CleanText::line));
  }

  /** With what it is about, where neither the place nor the message says it. */
  private static String sentence(Finding f, Place place, Repository repository) {
    boolean said =
        f.subject().isEmpty()
            || f.message().contains(f.subject())
            || (f.file() != null && f.file().contains(f.subject()));
    // A line of what lies inside is told here: the place has none.
    String line = f.line() == 0 ? "" : ":" + f.line();
    String inside = place.inside().map(i -> i + line + ": ").orElse("");
    String about = said ? "" : f.subject() + ": ";
    return CleanText.line(repository.untied(inside + about + f.message()));
  }
}

package dev.updatecenter.app.api.ci;

import dev.updatecenter.app.api.ci.CheckedRelease.Result;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * GitHub's workflow commands, a line each: the runner shows them beside the sources. In values
 * {@code %}, CR and LF are escaped, in properties {@code :} and {@code ,} as well.
 */
public final class WorkflowCommands {
  private WorkflowCommands() {}

  /** The lines, gravest first. */
  public static List<String> of(CheckedRelease checked) {
    List<String> lines = new ArrayList<>();
    checked.failure().ifPresent(e -> lines.add(failure(checked.release(), e)));
    checked.results().forEach(r -> lines.add(line(r)));
    return lines;
  }

  private static String line(Result result) {
    String told = result.waiver().map(w -> result.told() + "\n" + w).orElseGet(result::told);
    return command(
        // What somebody answers for asks nobody else for anything.
        result.waived() ? "notice" : level(result),
        result.place(),
        title(result.code()) + (result.waived() ? " (waived)" : ""),
        result.code() + " " + told);
  }

  private static String level(Result result) {
    return switch (result.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String failure(String release, UpdateCenterException e) {
    Place place = new Place(release, Optional.empty(), 0, 0);
    String told = String.join("\n", String.valueOf(e.getMessage()), e.why(), e.fix());
    return command("error", place, title(e.code()), e.code() + " " + CleanText.text(told));
  }

  private static String command(String level, Place place, String title, String message) {
    StringJoiner properties = new StringJoiner(",");
    properties.add("file=" + property(place.file()));
    if (place.line() > 0) {
      properties.add("line=" + place.line());
      if (place.column() > 0) {
        properties.add("col=" + place.column());
      }
    }
    properties.add("title=" + property(title));
    return "::" + level + " " + properties + "::" + value(message);
  }

  private static String title(String code) {
    return code + Explanation.of(code).map(e -> " " + e.title()).orElse("");
  }

  private static String value(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return value(text).replace(":", "%3A").replace(",", "%2C");
  }
}

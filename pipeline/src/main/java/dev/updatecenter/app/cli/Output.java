package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ErrorJson;
import dev.updatecenter.app.api.FindingJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Explanation;
import dev.updatecenter.kernel.document.Json;
import java.io.PrintStream;
import java.util.List;

/** Where a command says things: the result on stdout, everything else on stderr. */
final class Output {
  private final PrintStream out;
  private final PrintStream err;
  private final OutputFormat format;
  private final boolean quiet;
  private final boolean colour;

  Output(PrintStream out, PrintStream err, OutputFormat format, boolean quiet, boolean colour) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.quiet = quiet;
    this.colour = colour;
  }

  boolean human() {
    return format == OutputFormat.HUMAN;
  }

  /** Prints the result: one of the two, as the format has it. */
  void result(Object json, Runnable forPeople) {
    if (human()) {
      forPeople.run();
    } else {
      out.println(Json.text(json));
    }
  }

  /** Prints a list: an array under json, an object a line under ndjson. */
  void results(List<?> json, Runnable forPeople) {
    if (format == OutputFormat.NDJSON) {
      json.forEach(j -> out.println(Json.text(j)));
    } else {
      result(json, forPeople);
    }
  }

  /** A line of the result for people. */
  void line(String text) {
    out.println(text);
  }

  /** A line of narration; silent under -q. */
  void say(String text) {
    if (!quiet) {
      err.println(text);
    }
  }

  /** A line of what a question is about: whoever is asked has to see it, also under -q. */
  void show(String text) {
    err.println(text);
  }

  /**
   * Findings for people, gravest first, each with its reason and remedy; several that share both
   * are told together.
   */
  void findings(List<Finding> findings) {
    List<Finding> sorted = findings.stream().sorted(Finding.ORDER).toList();
    for (int i = 0; i < sorted.size(); i++) {
      Finding f = told(sorted.get(i));
      String weight = f.waived() ? "waived" : f.severity().wireName();
      out.println(
          paint(f.severity(), weight)
              + " "
              + f.code()
              + " "
              + CleanText.line(f.where())
              + ": "
              + CleanText.line(about(f) + f.message()));
      if (i + 1 == sorted.size() || !sameAdvice(f, told(sorted.get(i + 1)))) {
        advice("why", f.why());
        advice("fix", f.fix());
      }
    }
  }

  /** What asks for something says why and how; a note only what it brings. */
  private static Finding told(Finding f) {
    return f.severity() == Severity.NOTE ? f : Explanation.complete(f);
  }

  private static boolean sameAdvice(Finding f, Finding next) {
    return f.code().equals(next.code())
        && f.severity() == next.severity()
        && f.waived() == next.waived()
        && f.why().equals(next.why())
        && f.fix().equals(next.fix());
  }

  private void advice(String name, String text) {
    if (!text.isEmpty()) {
      out.println("    " + name + ": " + CleanText.line(text));
    }
  }

  /** What the finding is about, where neither the place nor the sentence says it. */
  private static String about(Finding f) {
    boolean said =
        f.subject().isEmpty()
            || f.where().contains(f.subject())
            || f.message().contains(f.subject());
    return said ? "" : f.subject() + ": ";
  }

  /** A warning beside the result: on stderr, whatever the format, also under -q. */
  void warning(Finding warning) {
    err.println(
        paint(warning.severity(), warning.severity().wireName())
            + " "
            + warning.code()
            + ": "
            + CleanText.line(warning.message()));
    part("why", warning.why());
    part("fix", warning.fix());
  }

  /** The JSON shapes of findings. */
  static List<FindingJson> json(List<Finding> findings) {
    return FindingJson.of(findings.stream().sorted(Finding.ORDER).toList());
  }

  /** An error: on stdout as JSON, or in words on stderr. */
  void error(UpdateCenterException e) {
    if (!human()) {
      out.println(Json.text(ErrorJson.of(e)));
      return;
    }
    inWords("", e);
  }

  /** What failed for one of several things, beside the result: on stderr, whatever the format. */
  void failure(Object of, UpdateCenterException e) {
    inWords(of + ": ", e);
  }

  private void inWords(String about, UpdateCenterException e) {
    err.println(
        paint(Severity.ERROR, "error")
            + " "
            + e.code()
            + ": "
            + CleanText.text(about + e.getMessage()));
    part("where", e.where());
    part("why", e.why());
    part("fix", e.fix());
    part("state", e.state());
  }

  private void part(String name, String text) {
    if (!text.isEmpty()) {
      err.println("  " + name + ": " + CleanText.text(text));
    }
  }

  private String paint(Severity severity, String word) {
    if (!colour) {
      return word;
    }
    String code =
        switch (severity) {
          case ERROR -> "31";
          case WARNING -> "33";
          case NOTE -> "36";
        };
    return "\u001b[" + code + "m" + word + "\u001b[0m";
  }
}

package dev.updatecenter.app.api.ci;

import dev.updatecenter.app.api.ci.CheckedRelease.Result;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JUnit's XML as CI servers read it: one test case a file of the release. A case fails by what
 * refuses the release, is skipped where waivers alone let it pass, and tells the rest in {@code
 * system-out}.
 */
public final class JUnitReport {
  private final StringBuilder xml =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final CheckedRelease checked;
  private final Map<String, List<Result>> cases = new LinkedHashMap<>();

  private JUnitReport(CheckedRelease checked) {
    this.checked = checked;
    checked.files().forEach(f -> cases.put(f, new ArrayList<>()));
    for (Result result : checked.results()) {
      cases.computeIfAbsent(result.place().file(), unused -> new ArrayList<>()).add(result);
    }
  }

  /** The document, UTF-8. */
  public static byte[] of(CheckedRelease checked) {
    return new JUnitReport(checked).suite().getBytes(StandardCharsets.UTF_8);
  }

  private String suite() {
    long failures = cases.values().stream().filter(JUnitReport::fails).count();
    long skipped = cases.values().stream().filter(JUnitReport::skipped).count();
    int errors = checked.failure().isPresent() ? 1 : 0;
    String counts =
        " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\""
            .formatted(cases.size() + errors, failures, errors, skipped);
    xml.append("<testsuites").append(counts).append(">\n  <testsuite");
    attribute("name", "ducctl validate " + checked.release());
    xml.append(counts).append(">\n");
    checked.failure().ifPresent(this::stopped);
    cases.forEach(this::testcase);
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private void stopped(UpdateCenterException e) {
    open(checked.release() + " (validation)");
    xml.append(">\n      <error");
    attribute("type", e.code());
    attribute("message", String.valueOf(e.getMessage()));
    xml.append('>');
    escaped(e.why() + "\n" + e.fix());
    xml.append("</error>\n    </testcase>\n");
  }

  private void testcase(String file, List<Result> results) {
    open(file);
    if (results.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n");
    if (fails(results)) {
      failure(results.stream().filter(Result::refuses).toList());
    } else if (skipped(results)) {
      xml.append("      <skipped");
      attribute(
          "message", results.stream().flatMap(r -> r.waiver().stream()).findFirst().orElse(""));
      xml.append("/>\n");
    }
    List<Result> rest = results.stream().filter(r -> !r.refuses()).toList();
    if (!rest.isEmpty()) {
      xml.append("      <system-out>");
      rest.forEach(r -> escaped(told(r) + "\n"));
      xml.append("</system-out>\n");
    }
    xml.append("    </testcase>\n");
  }

  /** One failure a case: several of them are more than some servers read. */
  private void failure(List<Result> refusing) {
    Result first = refusing.get(0);
    int more = refusing.size() - 1;
    xml.append("      <failure");
    attribute("type", first.code());
    attribute("message", first.sentence() + (more == 0 ? "" : " (and " + more + " more)"));
    xml.append('>');
    refusing.forEach(r -> escaped(told(r) + "\n"));
    xml.append("</failure>\n");
  }

  private void open(String name) {
    xml.append("    <testcase");
    attribute("classname", "ducctl.validate");
    attribute("name", name);
    attribute("file", name);
    xml.append(" time=\"0\"");
  }

  private static String told(Result r) {
    String weight = r.waived() ? "waived" : r.severity().wireName();
    String at = r.place().line() > 0 ? ":" + r.place().line() : "";
    String waiver = r.waiver().map(w -> "\n" + w).orElse("");
    return weight + " " + r.code() + " " + r.place().file() + at + ": " + r.told() + waiver;
  }

  private static boolean fails(List<Result> results) {
    return results.stream().anyMatch(Result::refuses);
  }

  private static boolean skipped(List<Result> results) {
    return !fails(results) && results.stream().anyMatch(Result::waived);
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"");
    escaped(CleanText.line(value));
    xml.append('"');
  }

  /** XML 1.0 2.2 and 2.4; what no document may hold was replaced before. */
  private void escaped(String text) {
    CleanText.text(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.appendCodePoint(c);
              }
            });
  }
}

package dev.updatecenter.testing.workflow;

import static dev.updatecenter.capability.tuf.RoleName.TIMESTAMP;
import static dev.updatecenter.testing.workflow.Forged.fields;
import static dev.updatecenter.testing.workflow.Forged.note;
import static dev.updatecenter.testing.workflow.Forged.repository;
import static dev.updatecenter.testing.workflow.WorkflowCase.judged;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TUF 4.2, canonical JSON: two readers of one file must not see two. All in the timestamp. */
final class JsonCases {
  private static final String TWO_READERS =
      "RFC 8259 leaves it to the reader; what two read in two ways is not signed";
  private static final String VERSION = "\"version\":3,";

  private JsonCases() {}

  private static final List<WorkflowCase> NOT_JSON =
      List.of(
          judged("4.2", "an empty file", Verdict.MALFORMED, whole("")),
          judged("4.2", "null", Verdict.MALFORMED, whole("null")),
          judged("4.2", "a list", Verdict.MALFORMED, whole("[]")),
          judged(
              "4.2", "an object without signed", Verdict.MALFORMED, whole("{\"signatures\":[]}")),
          judged(
              "4.2",
              "signatures that are no list",
              Verdict.MALFORMED,
              repository(
                  sim ->
                      Forged.envelope(sim, TIMESTAMP, file -> file.put("signatures", Map.of())))),
          judged("4.2", "a page of HTML", Verdict.MALFORMED, whole("<html>502 Bad Gateway</html>")),
          judged(
              "4.2",
              "half of a file",
              Verdict.MALFORMED,
              repository(
                  sim -> sim.spoil(TIMESTAMP, bytes -> Arrays.copyOf(bytes, bytes.length / 2)))),
          judged(
              "4.2",
              "text behind the document",
              Verdict.MALFORMED,
              Forged.text(TIMESTAMP, text -> text + "{}")),
          judged(
              "4.2",
              "zeros behind the document",
              Verdict.MALFORMED,
              Forged.text(TIMESTAMP, text -> text + "\0\0")),
          judged(
              "4.2",
              "white space around the document",
              Verdict.ACCEPTED,
              Forged.text(TIMESTAMP, text -> " \r\n" + text + "\n\t ")),
          judged(
              "4.2",
              "a byte order mark",
              Verdict.MALFORMED,
              Forged.text(TIMESTAMP, text -> "\uFEFF" + text)),
          judged(
              "4.2",
              "UTF-16",
              Verdict.MALFORMED,
              repository(
                  sim ->
                      sim.spoil(
                          TIMESTAMP, b -> Forged.text(b).getBytes(StandardCharsets.UTF_16LE)))),
          judged(
              "4.2",
              "a comment",
              Verdict.MALFORMED,
              Forged.text(TIMESTAMP, text -> text + "// signed")));

  private static final List<WorkflowCase> TEXTS =
      List.of(
          judged(
                  "4.2",
                  "a name twice in what is signed",
                  Verdict.MALFORMED,
                  note("a", text -> text.replace(VERSION, "\"version\":2," + VERSION)))
              .tufJsAccepts(TWO_READERS),
          judged(
                  "4.2",
                  "a name twice beside what is signed",
                  Verdict.MALFORMED,
                  note("a", text -> "{\"signatures\":[]," + text.substring(1)))
              .tufJsAccepts(TWO_READERS),
          judged(
                  "4.2",
                  "bytes that are no UTF-8",
                  Verdict.MALFORMED,
                  repository(
                      sim ->
                          sim.spoil(
                              TIMESTAMP,
                              bytes ->
                                  Forged.text(bytes)
                                      .replaceFirst("\\{", "{\"x\":\"\u00ff\",")
                                      .getBytes(StandardCharsets.ISO_8859_1))))
              .tufJsAccepts(TWO_READERS),
          judged(
                  "4.2",
                  "half of a surrogate pair",
                  Verdict.MALFORMED,
                  note("\uFFFD", text -> text.replace("\uFFFD", "\\ud800")))
              .tufJsAccepts("it would carry the signature of another text"),
          judged(
              "4.2",
              "escapes where none are needed",
              Verdict.ACCEPTED,
              note("a/b", text -> text.replace("a/b", "\\u0061\\/b"))),
          judged(
              "4.2",
              "quotes, backslashes, line ends and controls in texts",
              Verdict.ACCEPTED,
              fields(TIMESTAMP, t -> t.put("x-note", "a\"b\\c\nd\te\u0001f\u007fg\u2028h"))),
          judged(
              "4.2",
              "characters beyond the basic plane in texts",
              Verdict.ACCEPTED,
              fields(TIMESTAMP, t -> t.put("x-note", "\ud83d\ude00"))),
          judged(
                  "4.2",
                  "names beyond the basic plane",
                  Verdict.ACCEPTED,
                  fields(TIMESTAMP, t -> t.put("x-note", Map.of("\uff5e", 1L, "\ud83d\ude00", 2L))))
              .tufJsRefuses(
                  "canonical JSON sorts by code point; JavaScript by UTF-16; we write none"),
          judged(
              "4.2",
              "names that objects of JavaScript have",
              Verdict.ACCEPTED,
              fields(TIMESTAMP, t -> t.put("x-note", Map.of("constructor", 1L, "toString", 2L)))));

  private static final List<WorkflowCase> NUMBERS =
      List.of(
          judged(
              "4.2",
              "a version with a fraction",
              Verdict.MALFORMED,
              note("a", text -> text.replace(VERSION, "\"version\":3.5,"))),
          judged(
                  "4.2",
                  "a version with a fraction of 0",
                  Verdict.MALFORMED,
                  note("a", text -> text.replace(VERSION, "\"version\":3.0,")))
              .tufJsAccepts("canonical JSON has no fractions; JavaScript has no other numbers"),
          judged(
                  "4.2",
                  "a version with an exponent",
                  Verdict.MALFORMED,
                  note("a", text -> text.replace(VERSION, "\"version\":30e-1,")))
              .tufJsAccepts("canonical JSON has no fractions; JavaScript has no other numbers"),
          judged(
              "4.2",
              "a version that is text",
              Verdict.MALFORMED,
              fields(TIMESTAMP, t -> t.put("version", "3"))),
          judged(
                  "4.2",
                  "version 0",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("version", 0L)))
              .first()
              .tufJsAccepts("4.3: a version is above 0; tuf-js only compares them"),
          judged(
                  "4.2",
                  "a version below 0",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("version", -1L)))
              .first()
              .tufJsAccepts("4.3: a version is above 0; tuf-js only compares them"),
          judged(
                  "4.2",
                  "a version that not every reader can count",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("version", 1L << 53)))
              .tufJsAccepts("stricter than 4.3: above 2^53 - 1 two versions look the same to some"),
          judged(
                  "4.2",
                  "a large number in a field that nobody knows",
                  Verdict.ACCEPTED,
                  fields(TIMESTAMP, t -> t.put("x-note", (1L << 53) + 1)))
              .tufJsRefuses("JavaScript rounds it; our own metadata has no such numbers"),
          judged(
              "4.2",
              "a number that is none",
              Verdict.MALFORMED,
              note("a", text -> text.replace(VERSION, "\"version\":NaN,"))),
          judged(
              "4.2",
              "a number with a zero before it",
              Verdict.MALFORMED,
              note("a", text -> text.replace(VERSION, "\"version\":03,"))),
          judged(
                  "4.2",
                  "lists in lists, a hundred deep",
                  Verdict.MALFORMED,
                  fields(TIMESTAMP, t -> t.put("x-note", nested(100))))
              .tufJsAccepts("stricter than 4.2: a reader's stack has an end"),
          judged(
              "4.2",
              "lists in lists, thirty deep",
              Verdict.ACCEPTED,
              fields(TIMESTAMP, t -> t.put("x-note", nested(30)))),
          judged(
              "4.2",
              "fields that nobody knows",
              Verdict.ACCEPTED,
              fields(TIMESTAMP, t -> t.put("x-note", unknown()))));

  static List<WorkflowCase> all() {
    List<WorkflowCase> all = new ArrayList<>(NOT_JSON);
    all.addAll(TEXTS);
    all.addAll(NUMBERS);
    return all;
  }

  private static WorkflowCase.Act whole(String text) {
    return Forged.text(TIMESTAMP, before -> text);
  }

  private static Object nested(int depth) {
    Object inner = List.of();
    for (int i = 0; i < depth; i++) {
      inner = List.of(inner);
    }
    return inner;
  }

  private static Map<String, Object> unknown() {
    Map<String, Object> many = new LinkedHashMap<>();
    many.put("b", true);
    many.put("a", List.of(1L, "", List.of(), Map.of()));
    many.put("A", -7L);
    return many;
  }
}

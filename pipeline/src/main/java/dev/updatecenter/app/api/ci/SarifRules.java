package dev.updatecenter.app.api.ci;

import dev.updatecenter.app.api.ci.CheckedRelease.Result;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules of a SARIF run: one a code that it says, in order, as {@code explain} tells them. */
final class SarifRules {
  /** What a code scanning service takes of a description. */
  private static final int LONGEST = 1024;

  // semver.org 2.0.0, 2 to 10.
  private static final Pattern SEMANTIC =
      Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
  private static final Map<Character, String> FAMILIES =
      Map.of(
          '1', "input",
          '2', "device-model",
          '3', "package",
          '4', "signature",
          '5', "metadata",
          '6', "flight",
          '7', "device");

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private final List<String> codes;
  private final List<Map<String, Object>> descriptors;

  private SarifRules(SortedMap<String, Severity> gravest) {
    this.codes = List.copyOf(gravest.keySet());
    List<Map<String, Object>> all = new ArrayList<>();
    gravest.forEach((code, severity) -> all.add(descriptor(code, severity)));
    this.descriptors = List.copyOf(all);
  }

  static SarifRules of(List<Result> results, Optional<UpdateCenterException> failure) {
    TreeMap<String, Severity> gravest = new TreeMap<>();
    for (Result result : results) {
      gravest.merge(result.code(), result.severity(), (a, b) -> a.atLeast(b) ? a : b);
    }
    failure.ifPresent(e -> gravest.put(e.code(), Severity.ERROR));
    return new SarifRules(gravest);
  }

  int index(String code) {
    return codes.indexOf(code);
  }

  List<Map<String, Object>> descriptors() {
    return descriptors;
  }

  /** A version as semver.org has them; any other, such as a development build's, comes first. */
  static String semantic(String version) {
    return SEMANTIC.matcher(version).matches()
        ? version
        : "0.0.0-" + version.replaceAll("[^0-9A-Za-z-]+", "-");
  }

  private static Map<String, Object> descriptor(String code, Severity severity) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code);
    Optional<Explanation> explained = Explanation.of(code);
    explained.ifPresent(
        e -> {
          rule.put("name", name(e.title()));
          rule.put("shortDescription", text(e.title()));
          rule.put("fullDescription", text(e.meaning()));
          Map<String, Object> help = new LinkedHashMap<>();
          help.put("text", e.meaning() + "\nWhy: " + e.why() + "\nFix: " + e.fix());
          help.put("markdown", e.text());
          rule.put("help", help);
        });
    rule.put("defaultConfiguration", Map.of("level", severity.wireName()));
    rule.put("properties", Map.of("tags", List.of(FAMILIES.getOrDefault(code.charAt(2), "other"))));
    return rule;
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text);
  }

  /** {@code FileLiesOutsideItsFolder}: an identifier that a person can read. */
  private static String name(String title) {
    StringBuilder name = new StringBuilder();
    for (String word : title.replace("'", "").split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty() && !ARTICLES.contains(word.toLowerCase(Locale.ROOT))) {
        String rest = word.substring(1);
        boolean acronym = rest.equals(rest.toUpperCase(Locale.ROOT));
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(acronym ? rest.toLowerCase(Locale.ROOT) : rest);
      }
    }
    return name.toString();
  }
}

package dev.updatecenter.app.api.ci;

import dev.updatecenter.app.api.ci.CheckedRelease.Result;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0, one run, with no more than a code scanning service takes in: 25,000 results, of
 * which the gravest come first.
 *
 * <p>A place inside a package is the package's artifact with the member as logical location: who
 * shows results beside the sources has the package and cannot look into it.
 */
public final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String ROOT = "SRCROOT";
  private static final int MOST_RESULTS = 25_000;

  private SarifLog() {}

  /** The document, UTF-8. */
  public static byte[] of(CheckedRelease checked) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run(checked)));
    return (Json.pretty(log) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> run(CheckedRelease checked) {
    List<Result> told = checked.results().stream().limit(MOST_RESULTS).toList();
    SarifRules rules = SarifRules.of(told, checked.failure());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver(checked.program(), rules)));
    run.put("automationDetails", Map.of("id", "validate/" + uri(checked.release()) + "/"));
    // 3.14.14: no uri, because where the repository lies is for the reader to say.
    run.put("originalUriBaseIds", Map.of(ROOT, Map.of("description", text("The repository."))));
    run.put("invocations", List.of(invocation(checked, told, rules)));
    // 3.14.17: columns of YAML, as findings have them, count characters.
    run.put("columnKind", "unicodeCodePoints");
    run.put("artifacts", checked.files().stream().map(f -> Map.of("location", at(f))).toList());
    run.put("results", results(told, rules));
    return run;
  }

  private static Map<String, Object> driver(String program, SarifRules rules) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Update Center");
    driver.put("version", program);
    driver.put("semanticVersion", SarifRules.semantic(program));
    driver.put("rules", rules.descriptors());
    return driver;
  }

  private static Map<String, Object> invocation(
      CheckedRelease checked, List<Result> told, SarifRules rules) {
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", checked.failure().isEmpty());
    List<Object> notices = new ArrayList<>();
    checked.failure().ifPresent(e -> notices.add(failure(e, rules)));
    int left = checked.results().size() - told.size();
    if (left > 0) {
      notices.add(
          Map.of("level", "warning", "message", text(left + " milder findings are left out.")));
    }
    if (!notices.isEmpty()) {
      invocation.put("toolExecutionNotifications", notices);
    }
    return invocation;
  }

  private static Map<String, Object> failure(UpdateCenterException e, SarifRules rules) {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("descriptor", Map.of("id", e.code(), "index", rules.index(e.code())));
    notice.put("level", "error");
    notice.put("message", text(CleanText.line(String.valueOf(e.getMessage()))));
    return notice;
  }

  private static List<Map<String, Object>> results(List<Result> told, SarifRules rules) {
    Fingerprints fingerprints = new Fingerprints();
    List<Map<String, Object>> results = new ArrayList<>();
    for (Result result : told) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("ruleId", result.code());
      json.put("ruleIndex", rules.index(result.code()));
      json.put("level", result.severity().wireName());
      json.put("message", text(result.told()));
      json.put("locations", List.of(location(result)));
      String fingerprint = fingerprints.of(result);
      Map<String, Object> partial = new LinkedHashMap<>();
      partial.put("findingIdentity/v1", fingerprint);
      // The one that GitHub looks at. Left out, it takes the first line of the file, which is the
      // same for all findings in one package.
      partial.put("primaryLocationLineHash", fingerprint);
      json.put("partialFingerprints", partial);
      result.waiver().ifPresent(w -> json.put("suppressions", List.of(suppression(w))));
      results.add(json);
    }
    return results;
  }

  private static Map<String, Object> suppression(String waiver) {
    Map<String, Object> suppression = new LinkedHashMap<>();
    suppression.put("kind", "external");
    // 3.35.3, 3.27.23: only an accepted one suppresses.
    suppression.put("status", "accepted");
    suppression.put("justification", waiver);
    return suppression;
  }

  private static Map<String, Object> location(Result result) {
    Place place = result.place();
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", at(place.file()));
    if (place.line() > 0) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("startLine", place.line());
      if (place.column() > 0) {
        region.put("startColumn", place.column());
      }
      physical.put("region", region);
    }
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", physical);
    place
        .inside()
        .map(CleanText::line)
        .ifPresent(
            inside -> {
              Map<String, Object> logical = new LinkedHashMap<>();
              logical.put("name", inside.substring(inside.lastIndexOf('!') + 1));
              logical.put("fullyQualifiedName", CleanText.line(place.file()) + "!" + inside);
              logical.put("kind", "resource");
              location.put("logicalLocations", List.of(logical));
            });
    return location;
  }

  private static Map<String, Object> at(String file) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("uri", uri(file));
    location.put("uriBaseId", ROOT);
    return location;
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  /** A relative reference (RFC 3986 4.2): every byte of UTF-8 that is not unreserved is encoded. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return uri.toString();
  }
}

package dev.updatecenter.app.api.ci;

import dev.updatecenter.app.api.ci.CheckedRelease.Result;
import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names findings so that the same one is known again in the next run (SARIF 2.1.0 3.27.16): by
 * code, file, subject and sentence, never by line or column; equals are told apart by a number.
 */
final class Fingerprints {
  private static final int LENGTH = 32;

  /** As sentences name places: {@code line 12}, {@code file.yaml:12:3}. */
  private static final Pattern POSITION =
      Pattern.compile("\\b(line|column) \\d+|(?<=\\.[A-Za-z]{1,5}):\\d+(:\\d+)?");

  private final Map<String, Integer> seen = new HashMap<>();

  String of(Result result) {
    String identity =
        String.join(
            "\n",
            result.code(),
            result.place().file(),
            result.place().inside().orElse(""),
            result.subject(),
            POSITION.matcher(result.sentence()).replaceAll(""));
    String hash =
        ContentDigest.of(identity.getBytes(StandardCharsets.UTF_8)).hex().substring(0, LENGTH);
    return hash + ":" + seen.merge(hash, 1, Integer::sum);
  }
}

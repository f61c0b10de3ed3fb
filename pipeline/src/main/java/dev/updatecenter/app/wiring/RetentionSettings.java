package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.upkeep.gc.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long what is published is kept: {@code retention}. */
final class RetentionSettings {
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,4})([smhd])");

  /** Keys that the schema knows and this version of the program does not act on. */
  private static final List<String> PLANNED = List.of("releases", "work", "reports");

  private RetentionSettings() {}

  /**
   * Reads what is configured.
   *
   * @throws UpdateCenterException UC1160 for what is too short
   */
  static Retention read(SettingsSource source) {
    if (source.variable("RETENTION").isPresent()) {
      throw SettingsSource.planned("retention", "UPDATECENTER_RETENTION");
    }
    for (String key : PLANNED) {
      String variable = "RETENTION_" + key.toUpperCase(Locale.ROOT);
      if (source.variable(variable).isPresent()) {
        throw SettingsSource.planned("retention." + key, "UPDATECENTER_" + variable);
      }
      source
          .node("retention", key)
          .ifPresent(
              node -> {
                throw SettingsSource.planned("retention." + key, node.position());
              });
    }
    Duration metadata = duration(source, "metadata", Retention.STANDARD.metadata());
    Duration packages = duration(source, "packages", Retention.STANDARD.packages());
    try {
      return new Retention(metadata, packages);
    } catch (IllegalArgumentException e) {
      throw refused("retention", String.valueOf(e.getMessage()));
    }
  }

  private static Duration duration(SettingsSource source, String key, Duration usual) {
    String variable = "RETENTION_" + key.toUpperCase(Locale.ROOT);
    return source
        .text(variable, "retention", key)
        .map(value -> parse(value.text().strip(), key))
        .orElse(usual);
  }

  private static Duration parse(String text, String key) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw refused("retention." + key, "it is no duration such as 400d");
    }
    long amount = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static UpdateCenterException refused(String where, String why) {
    return UpdateCenterException.error(
            "UC1160", ExitCode.USAGE, "what is published would be kept too short a time")
        .where(where)
        .why(why)
        .fix("write longer times, or leave them out: metadata 400d, packages 90d")
        .state("nothing was changed")
        .build();
  }
}

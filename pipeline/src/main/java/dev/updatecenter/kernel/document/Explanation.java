package dev.updatecenter.kernel.document;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a code means, as the program's own texts say it: a title, what it means, why it matters and
 * how to mend it.
 *
 * @param code {@code UCnnnn}
 * @param text Markdown, the whole of it
 */
public record Explanation(String code, String text) {
  private static final int FIRST = 1000;
  private static final int BEYOND_LAST = 8000;
  private static final int NEAREST = 3;
  private static final Pattern FORM = Pattern.compile("UC[0-9]{4}");
  private static final Pattern DIGITS = Pattern.compile("(?:UC)?[ _-]?([0-9]{1,6})");

  private static final Pattern WHY = paragraph("Why it matters");
  private static final Pattern FIX = paragraph("How to mend it");

  /** The explanation of a code; empty where there is no such code. */
  public static Optional<Explanation> of(String code) {
    if (!FORM.matcher(code).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Explanation.class.getResourceAsStream("/explain/" + code + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              new Explanation(code, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every code that there is, in order. */
  public static List<String> codes() {
    return IntStream.range(FIRST, BEYOND_LAST)
        .mapToObj(number -> String.format(Locale.ROOT, "UC%04d", number))
        .filter(code -> Explanation.class.getResource("/explain/" + code + ".md") != null)
        .toList();
  }

  /**
   * The known codes that somebody most likely meant: those that differ by the fewest strokes, of
   * them those whose numbers are next to it. None for what does not look like a code.
   */
  public static List<String> nearest(String wanted) {
    Matcher digits = DIGITS.matcher(wanted.strip().toUpperCase(Locale.ROOT));
    if (!digits.matches()) {
      return List.of();
    }
    String code = "UC" + digits.group(1);
    int number = Integer.parseInt(digits.group(1));
    return codes().stream()
        .sorted(
            Comparator.<String>comparingInt(c -> NearestWord.distance(code, c))
                .thenComparingInt(c -> Math.abs(Integer.parseInt(c.substring(2)) - number)))
        .limit(NEAREST)
        .toList();
  }

  /** A finding that says its reason and remedy: its own, else those of its code. */
  public static Finding complete(Finding finding) {
    if (!finding.why().isBlank() && !finding.fix().isBlank()) {
      return finding;
    }
    Optional<Explanation> known = of(finding.code());
    return finding
        .because(finding.why().isBlank() ? known.map(Explanation::why).orElse("") : finding.why())
        .fixedBy(finding.fix().isBlank() ? known.map(Explanation::fix).orElse("") : finding.fix());
  }

  /** The first line, without its mark. */
  public String title() {
    String first = text.lines().findFirst().orElse(code);
    return first.startsWith("# ") ? first.substring(2).strip() : first.strip();
  }

  /** What it means, on one line. */
  public String meaning() {
    String body = text.substring(Math.max(0, text.indexOf('\n'))).strip();
    Matcher why = WHY.matcher(body);
    return oneLine(why.find() ? body.substring(0, why.start()) : body);
  }

  /** Why it matters, on one line. */
  public String why() {
    return first(WHY);
  }

  /** How to mend it, on one line. */
  public String fix() {
    return first(FIX);
  }

  private String first(Pattern paragraph) {
    Matcher m = paragraph.matcher(text);
    return m.find() ? oneLine(m.group(1)) : "";
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\n\\s*", " ");
  }

  /** The paragraph that begins with these words, as every text writes them. */
  private static Pattern paragraph(String words) {
    return Pattern.compile("(?ms)^\\*\\*" + words + "\\.\\*\\*\\s+(.+?)(?=\\n\\s*\\n|\\z)");
  }
}

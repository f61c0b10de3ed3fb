package dev.updatecenter.kernel.core;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or worth knowing, about content: collected, reported all at once, never thrown.
 *
 * @param code {@code UCnnnn}; what it means stands in {@code /explain/<code>.md} and never changes
 * @param severity how much it weighs
 * @param subject what it is about, such as a package, a field, a certificate
 * @param file the file it is in, as the user named it; null where there is none
 * @param line line from 1; 0 where there is none
 * @param column column from 1; 0 where there is none
 * @param message what is wrong, in one sentence
 * @param why what would happen, or which rule it breaks; may be empty
 * @param fix how to mend it; may be empty
 * @param waived whether a waiver covers it
 */
public record Finding(
    String code,
    Severity severity,
    String subject,
    @Nullable String file,
    int line,
    int column,
    String message,
    String why,
    String fix,
    boolean waived) {
  private static final Pattern CODE = Pattern.compile("UC[1-7][0-9]{3}");

  /** Gravest first, then by file, line, code and subject: the order reports are printed in. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(f -> f.file() == null ? "" : f.file())
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::code)
          .thenComparing(Finding::subject)
          .thenComparing(Finding::message);

  /** Refuses a code of another form. */
  public Finding {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("a finding's code is UC1000..UC7999: " + code);
    }
  }

  /** A finding that refuses the content. */
  public static Finding error(String code, String subject, String message) {
    return new Finding(code, Severity.ERROR, subject, null, 0, 0, message, "", "", false);
  }

  /** A finding that lets the content pass and says so. */
  public static Finding warning(String code, String subject, String message) {
    return new Finding(code, Severity.WARNING, subject, null, 0, 0, message, "", "", false);
  }

  /** A finding that is only worth knowing. */
  public static Finding note(String code, String subject, String message) {
    return new Finding(code, Severity.NOTE, subject, null, 0, 0, message, "", "", false);
  }

  /** The same finding in a file, at a place where one is known (line and column 0: nowhere). */
  public Finding at(@Nullable String inFile, int atLine, int atColumn) {
    return new Finding(
        code, severity, subject, inFile, atLine, atColumn, message, why, fix, waived);
  }

  /** The same finding in a file, at {@code position}. */
  public Finding at(SourcePosition position) {
    return at(position.file(), position.line(), position.column());
  }

  /** The same finding with its reason. */
  public Finding because(String reason) {
    return new Finding(code, severity, subject, file, line, column, message, reason, fix, waived);
  }

  /** The same finding with the way to mend it. */
  public Finding fixedBy(String remedy) {
    return new Finding(code, severity, subject, file, line, column, message, why, remedy, waived);
  }

  /** The same finding with another weight. */
  public Finding weighing(Severity other) {
    return new Finding(code, other, subject, file, line, column, message, why, fix, waived);
  }

  /** The same finding, no graver than {@code most}. */
  public Finding weighingAtMost(Severity most) {
    return severity.atLeast(most) ? weighing(most) : this;
  }

  /** The same finding, covered by a waiver. */
  public Finding waivedNow() {
    return new Finding(code, severity, subject, file, line, column, message, why, fix, true);
  }

  /** {@code file:line:column} as far as known, else the subject. */
  public String where() {
    if (file == null) {
      return subject;
    }
    return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}

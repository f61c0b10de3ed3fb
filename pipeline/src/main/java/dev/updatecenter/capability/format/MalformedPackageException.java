package dev.updatecenter.capability.format;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.util.List;

/** Content that is refused; carries every finding that says why, at least one. */
public final class MalformedPackageException extends IOException {
  private final List<Finding> findings;

  /**
   * Refuses for one reason.
   *
   * @param code {@code UC3nnn}
   */
  public MalformedPackageException(String code, String message) {
    this(List.of(Finding.error(code, "", message)));
  }

  /** Refuses for one reason, which something else brought to light. */
  public MalformedPackageException(String code, String message, Throwable cause) {
    this(code, message);
    initCause(cause);
  }

  /** Refuses a document inside for what its reader found, under the code of that document. */
  public static MalformedPackageException of(String code, Finding found) {
    return new MalformedPackageException(
        List.of(
            Finding.error(code, "", found.message())
                .at(found.file(), found.line(), found.column())));
  }

  /** Refuses for several reasons. */
  public MalformedPackageException(List<Finding> findings) {
    super(findings.get(0).message());
    this.findings = List.copyOf(findings);
  }

  /** The first reason's code. */
  public String code() {
    return findings.get(0).code();
  }

  /** The first reason, told of {@code subject} where it names none itself. */
  public Finding finding(String subject) {
    return findings(subject).get(0);
  }

  /** Every reason, told of {@code subject} where it names none itself. */
  public List<Finding> findings(String subject) {
    return findings.stream().map(f -> f.subject().isEmpty() ? about(f, subject) : f).toList();
  }

  private static Finding about(Finding f, String subject) {
    return new Finding(
        f.code(),
        f.severity(),
        subject,
        f.file(),
        f.line(),
        f.column(),
        f.message(),
        f.why(),
        f.fix(),
        f.waived());
  }
}

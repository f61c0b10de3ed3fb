package dev.updatecenter.kernel.core;

import org.jspecify.annotations.Nullable;

/**
 * What stops the program, told so that a person can act: what happened, where, why, how to mend it,
 * what state things are in. Trouble with content is a {@link Finding} instead.
 */
public final class UpdateCenterException extends RuntimeException {
  private final String code;
  private final ExitCode exit;
  private final String where;
  private final String why;
  private final String fix;
  private final String state;

  private UpdateCenterException(Builder b) {
    super(b.message, b.cause);
    this.code = b.code;
    this.exit = b.exit;
    this.where = b.where;
    this.why = b.why;
    this.fix = b.fix;
    this.state = b.state;
  }

  /** Begins an error: its stable code, how the process ends and what happened. */
  public static Builder error(String code, ExitCode exit, String message) {
    return new Builder(code, exit, message);
  }

  /** The stable code, {@code UCnnnn}. */
  public String code() {
    return code;
  }

  /** How the process ends. */
  public ExitCode exit() {
    return exit;
  }

  /** File and line, URL or object; may be empty. */
  public String where() {
    return where;
  }

  /** The reason; may be empty. */
  public String why() {
    return why;
  }

  /** How to mend it; may be empty. */
  public String fix() {
    return fix;
  }

  /** What state the world is in, such as "nothing was published"; may be empty. */
  public String state() {
    return state;
  }

  /** Gathers the parts of an error. */
  public static final class Builder {
    private final String code;
    private final ExitCode exit;
    private final String message;
    private String where = "";
    private String why = "";
    private String fix = "";
    private String state = "";
    private @Nullable Throwable cause;

    private Builder(String code, ExitCode exit, String message) {
      this.code = code;
      this.exit = exit;
      this.message = message;
    }

    /** Where it happened: file and line, URL or object. */
    public Builder where(Object place) {
      this.where = place.toString();
      return this;
    }

    /** The reason. */
    public Builder why(String reason) {
      this.why = reason;
      return this;
    }

    /** How to mend it. */
    public Builder fix(String remedy) {
      this.fix = remedy;
      return this;
    }

    /** What state the world is in now. */
    public Builder state(String now) {
      this.state = now;
      return this;
    }

    /** What set it off. */
    public Builder cause(Throwable throwable) {
      this.cause = throwable;
      return this;
    }

    /** The exception, to be thrown. */
    public UpdateCenterException build() {
      return new UpdateCenterException(this);
    }
  }
}

package dev.updatecenter.app.cli;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.err.println("update center");
  }
}

package dev.updatecenter.findings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * How to make something that a code is said of, and something alike that it is not said of.
 *
 * @param code the code that the failing side is given, and the passing side is not
 * @param judge what is asked about both
 * @param fail writes the failing side
 * @param pass writes the passing side
 */
record FindingExample(String code, Judge judge, Recipe fail, Recipe pass) {
  /** Writes one side of an example into an empty folder. */
  @FunctionalInterface
  interface Recipe {
    /** Writes files whose every byte follows from the recipe. */
    void write(Path folder) throws IOException;
  }

  /** Says which codes a folder is given. */
  @FunctionalInterface
  interface Judge {
    /** Every code, of whatever weight. */
    Set<String> codes(Path folder) throws Exception;
  }
}

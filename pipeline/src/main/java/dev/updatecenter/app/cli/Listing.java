package dev.updatecenter.app.cli;

import java.util.List;

/** Prints a list that has a shape of its own: one document, or its items one a line. */
final class Listing {
  private Listing() {}

  static void print(Session session, Object whole, List<?> items, Runnable forPeople) {
    if (session.options().format() == OutputFormat.NDJSON) {
      session.output().results(items, forPeople);
    } else {
      session.output().result(whole, forPeople);
    }
  }
}

package dev.updatecenter.app.api;

import dev.updatecenter.kernel.document.Explanation;

/**
 * The result of {@code explain}.
 *
 * @param title what the code is called
 * @param meaning what it means, like why and fix plain text on one line
 * @param why why it matters
 * @param fix how to mend it
 * @param text the whole of it, Markdown
 */
public record ExplanationJson(
    int schemaVersion,
    String code,
    String title,
    String meaning,
    String why,
    String fix,
    String text) {
  /** The shape of an explanation. */
  public static ExplanationJson of(Explanation e) {
    return new ExplanationJson(1, e.code(), e.title(), e.meaning(), e.why(), e.fix(), e.text());
  }
}

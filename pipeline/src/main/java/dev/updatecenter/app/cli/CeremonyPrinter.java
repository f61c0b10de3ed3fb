package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.CeremonyJson;
import dev.updatecenter.app.api.ci.CleanText;
import java.util.function.Consumer;

/** Tells people what is signed, by whom, and what it changes. */
final class CeremonyPrinter {
  private CeremonyPrinter() {}

  static void print(CeremonyJson.Entry entry, Consumer<String> line) {
    line.accept(entry.product() + ": " + entry.metadata() + ", to " + entry.act());
    line.accept("  what is signed:");
    entry.says().forEach(word -> line.accept("    " + CleanText.line(word)));
    line.accept("  against what is published, as this file has it:");
    entry.changes().forEach(change -> line.accept("    " + CleanText.line(change)));
    line.accept("  digest " + grouped(entry.digest()));
    for (CeremonyJson.SignatoryJson by : entry.signatories()) {
      line.accept(
          "  "
              + CleanText.line(by.by())
              + " asks for "
              + by.threshold()
              + " of "
              + by.keys().size());
      by.keys()
          .forEach(
              key -> line.accept("    " + (key.signed() ? "signed  " : "missing ") + key.keyId()));
    }
    line.accept(
        entry.published()
            ? "  published: devices see it now"
            : entry.missing() == 0
                ? "  every signature is there"
                : "  " + entry.missing() + " more to sign");
    String next = entry.next();
    if (next != null) {
      line.accept("  next: " + CleanText.line(next));
    }
  }

  /** In groups of eight digits, as people read them to each other. */
  private static String grouped(String digest) {
    return digest.replaceAll("(.{8})(?=.)", "$1 ");
  }
}

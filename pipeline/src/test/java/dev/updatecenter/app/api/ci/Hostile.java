package dev.updatecenter.app.api.ci;

import dev.updatecenter.kernel.core.Finding;
import java.util.List;
import java.util.Optional;

/** Findings whose every text tries to end the document that it is written into. */
final class Hostile {
  /** Line ends, commands, the ends of CDATA and attributes, half characters, terminal controls. */
  static final String TEXT =
      "a\r\n::error file=x::b\n::stop-commands::t ]]> \"' <x>&amp; %0A , \ud800 \u0000\u0008\u001b[31m"
          + "\u2028\u202e\uffff %25 \ud83d\ude00";

  private Hostile() {}

  static CheckedRelease checked(Repository repository) {
    List<Finding> findings =
        List.of(
            Finding.error("UC3012", TEXT, TEXT).at(TEXT, 3, 4).because(TEXT).fixedBy(TEXT),
            Finding.warning("UC3013", TEXT, TEXT).at("apps/a.msix!" + TEXT, 3, 4),
            Finding.error("UC3213", TEXT, TEXT).waivedNow());
    return new CheckedRelease(
        TEXT,
        repository.release(),
        List.of(repository.release(), "apps/" + TEXT),
        findings.stream()
            .map(
                f ->
                    CheckedRelease.result(
                        f,
                        repository,
                        f.code().equals("UC3012"),
                        f.waived() ? Optional.of(TEXT) : Optional.empty()))
            .toList(),
        Optional.empty());
  }
}

package dev.updatecenter.capability.format.inf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import org.junit.jupiter.api.Test;

final class InfFindingsTest {
  @Test
  void noNumberOfWarningsHidesAnError() {
    InfFindings findings = new InfFindings("x.inf");
    for (int line = 1; line <= 10_000; line++) {
      findings.warning("UC3166", new InfValue("a", line, 1), "advice", "why", "fix");
    }
    findings.error("UC3162", new InfValue("b", 20_000, 1), "fault", "why", "fix");

    assertThat(findings.all())
        .hasSizeLessThan(1_000)
        .extracting(Finding::severity)
        .contains(Severity.ERROR);
  }
}

package dev.updatecenter.capability.format.appx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  @Test
  void noNumberOfNotesHidesAnError() {
    Faults faults = new Faults();
    for (int i = 0; i < 10_000; i++) {
      faults.add(Finding.note("UC3188", "a", "advice " + i));
    }
    faults.add("UC3116", "fault");

    assertThat(faults.full()).isFalse();
    assertThat(faults.list())
        .hasSizeLessThan(1_000)
        .extracting(Finding::severity)
        .contains(Severity.ERROR);
  }
}

package dev.updatecenter.capability.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditVerificationTest {
  private static final ProductName KIOSK = new ProductName("Kiosk");

  private final List<AuditRecord> chain = chain(10, "u");

  @Test
  void wholeChainWithAllOfItCopiedIsWithoutFindings() {
    AuditVerification all = verify(chain, chain);
    assertThat(all.findings()).isEmpty();
    assertThat(all.records()).isEqualTo(10);
    assertThat(all.copied()).isEqualTo(10);
    assertThat(all.lastCopied()).isEqualTo(10);
    assertThat(all.head()).contains(chain.get(9).hash());
  }

  @Test
  void emptyChainWithoutCopiesIsWithoutFindings() {
    AuditVerification none = verify(List.of(), List.of());
    assertThat(none.findings()).isEmpty();
    assertThat(none.head()).isEmpty();
  }

  @Test
  void recordsThatAreNotCopiedYetAreAWarning() {
    assertThat(told(chain, chain.subList(0, 8)))
        .containsExactly("UC5039 no record behind 8 is copied, the chain ends with 10");
    assertThat(told(chain, List.of()))
        .containsExactly("UC5039 no record is copied, the chain ends with 10");
  }

  @Test
  void endThatWasCutOffIsFound() {
    assertThat(told(chain.subList(0, 6), chain))
        .containsExactly("UC5025 records 7 to 10 are no longer in the chain");
  }

  @Test
  void tableThatWasEmptiedIsFound() {
    assertThat(told(List.of(), chain))
        .containsExactly("UC5025 records 1 to 10 are no longer in the chain");
  }

  @Test
  void endThatWasRewrittenIsFound() {
    List<AuditRecord> forged = new ArrayList<>(chain.subList(0, 8));
    grow(forged, 12, "mallory");
    assertThat(told(forged, chain))
        .containsExactlyInAnyOrder(
            "UC5039 no record behind 10 is copied, the chain ends with 12",
            "UC5025 records 9 to 10 are not what was copied: another hash stands in the chain");
  }

  @Test
  void chainThatWasRewrittenWholeIsFound() {
    assertThat(told(chain(10, "mallory"), chain))
        .containsExactly(
            "UC5025 records 1 to 10 are not what was copied: another hash stands in the chain");
  }

  @Test
  void olderBackupThatWentOnIsFound() {
    List<AuditRecord> restored = new ArrayList<>(chain.subList(0, 4));
    grow(restored, 8, "u2");
    assertThat(told(restored, chain))
        .containsExactlyInAnyOrder(
            "UC5025 records 5 to 8 are not what was copied: another hash stands in the chain",
            "UC5025 records 9 to 10 are no longer in the chain");
  }

  @Test
  void gapInTheChainIsFoundAtItsPlace() {
    List<AuditRecord> holed = new ArrayList<>(chain);
    holed.remove(4);
    assertThat(told(holed, chain)).contains("UC5025 it is no longer in the chain");
  }

  @Test
  void copiesThatAreMissingAccuseNoRecord() {
    List<AuditRecord> copies = new ArrayList<>(chain);
    copies.remove(4);
    assertThat(verify(chain, copies).findings()).isEmpty();
    assertThat(verify(chain, copies).copied()).isEqualTo(9);
  }

  private static List<String> told(List<AuditRecord> chain, List<AuditRecord> copies) {
    return verify(chain, copies).findings().stream()
        .map((Finding f) -> f.code() + " " + f.message())
        .toList();
  }

  private static AuditVerification verify(List<AuditRecord> chain, List<AuditRecord> copies) {
    return AuditVerification.of(KIOSK, chain.iterator(), copies.iterator());
  }

  private static List<AuditRecord> chain(int length, String user) {
    List<AuditRecord> records = new ArrayList<>();
    grow(records, length, user);
    return records;
  }

  /** Intents, each with its result. */
  private static void grow(List<AuditRecord> records, int length, String user) {
    AuditRecord last =
        records.isEmpty() ? AuditRecord.beforeFirst(KIOSK) : records.get(records.size() - 1);
    while (last.number() < length) {
      AuditEvent event =
          last.number() % 2 == 0
              ? new AuditEvent.Intent("act")
              : new AuditEvent.Result("act", last.number(), Outcome.DONE);
      last = last.next(event, Map.of(), user, Instant.parse("2026-11-21T12:00:00Z"));
      records.add(last);
    }
  }
}

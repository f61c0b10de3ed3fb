package dev.updatecenter.capability.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final ProductName KIOSK = new ProductName("Kiosk");
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456Z");

  private final List<AuditRecord> chain =
      chain(
          new AuditEvent.Intent("sign-package"),
          new AuditEvent.Intent("publish"),
          new AuditEvent.Result("publish", 2, Outcome.DONE),
          new AuditEvent.Result("sign-package", 1, Outcome.FAILED));

  @Test
  void findsNothingWrongWithAWholeChain() {
    assertThat(AuditChain.verify(chain)).isEmpty();
    assertThat(AuditChain.verify(List.of())).isEmpty();
  }

  @Test
  void hashesTheCanonicalJsonOfTheRecordWithItsPredecessor() {
    AuditRecord first = chain.get(0);
    assertThat(new String(CanonicalJson.bytes(first.toJson()), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"act\":\"sign-package\",\"at\":\"2026-11-21T12:00:00.123Z\",\"facts\":{\"key\":\"k1\"},"
                + "\"hash\":\""
                + first.hash()
                + "\",\"kind\":\"intent\",\"number\":1,\"osUser\":\"u\","
                + "\"previous\":\""
                + "0".repeat(64)
                + "\",\"product\":\"Kiosk\",\"schemaVersion\":1}");
  }

  @Test
  void warnsOfAnIntentWithoutResult() {
    assertThat(codes(chain.subList(0, 3))).containsExactly("UC5024");
  }

  @Test
  void findsAFactThatWasChanged() {
    AuditRecord r = chain.get(1);
    chain.set(
        1,
        new AuditRecord(
            KIOSK,
            2,
            r.previous(),
            r.event(),
            new TreeMap<>(Map.of("key", "k2")),
            "u",
            r.at(),
            r.hash()));
    assertThat(codes(chain)).containsExactly("UC5020");
  }

  @Test
  void findsARecordThatWasRewrittenWithItsHash() {
    AuditRecord r = chain.get(1);
    chain.set(
        1, AuditRecord.sealed(KIOSK, 2, r.previous(), r.event(), Map.of("key", "k2"), "u", r.at()));
    assertThat(codes(chain)).containsExactly("UC5021");
  }

  @Test
  void findsARecordThatWasRemoved() {
    chain.remove(1);
    assertThat(codes(chain)).containsExactly("UC5022", "UC5021", "UC5023");
  }

  @Test
  void findsTheFirstRemoved() {
    assertThat(codes(chain.subList(1, 3))).containsExactly("UC5022", "UC5021");
  }

  @Test
  void tellsAHundredFaultsOfAKindAndCountsTheRest() {
    List<AuditRecord> broken = new ArrayList<>();
    for (int i = 1; i <= 140; i++) {
      broken.add(chain.get(1));
    }

    List<Finding> findings = AuditChain.verify(broken);

    assertThat(findings).filteredOn(f -> f.code().equals("UC5022")).hasSize(100);
    assertThat(findings)
        .filteredOn(f -> f.code().equals("UC5028") && f.subject().equals("UC5022"))
        .singleElement()
        .returns("40 more of UC5022 are not listed", Finding::message);
  }

  @Test
  void findsResultsWithoutTheirIntent() {
    assertThat(codes(chain(new AuditEvent.Result("a", 1, Outcome.DONE)))).containsExactly("UC5023");
    assertThat(
            codes(
                chain(
                    new AuditEvent.Intent("a"),
                    new AuditEvent.Result("a", 1, Outcome.DONE),
                    new AuditEvent.Result("a", 1, Outcome.FAILED))))
        .containsExactly("UC5023");
    assertThat(
            codes(chain(new AuditEvent.Intent("a"), new AuditEvent.Result("b", 1, Outcome.DONE))))
        .containsExactly("UC5023");
  }

  private static List<String> codes(List<AuditRecord> records) {
    return AuditChain.verify(records).stream().map(Finding::code).toList();
  }

  private static List<AuditRecord> chain(AuditEvent... events) {
    List<AuditRecord> records = new ArrayList<>();
    ContentDigest previous = AuditRecord.GENESIS;
    for (AuditEvent event : events) {
      AuditRecord next =
          AuditRecord.sealed(
              KIOSK, records.size() + 1, previous, event, Map.of("key", "k1"), "u", AT);
      records.add(next);
      previous = next.hash();
    }
    return records;
  }
}

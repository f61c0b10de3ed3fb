package dev.updatecenter.stage.validation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.approval.Approval;
import dev.updatecenter.stage.validation.approval.ApprovalLedger;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import dev.updatecenter.stage.validation.approval.Decision;
import dev.updatecenter.testing.SettableClock;
import dev.updatecenter.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcApprovalLedgerTest {
  private static final ProductName PRODUCT = ProductName.of("ContosoKiosk");
  private static final PackageVersion VERSION = PackageVersion.parse("10.0.2.0");

  private final TestDatabase database = TestDatabase.open();
  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final ApprovalLedger ledger =
      new JdbcApprovalLedger(database.jdbc(), database.transactions(), clock);
  private final EcdsaMetadataSigner key = EcdsaMetadataSigner.generate(new SecureRandom());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void remembersWhatWaitsNewestFirst() {
    ApprovalRequest release =
        new ApprovalRequest(
            submission("a"),
            2,
            new Author(Set.of("Contoso, \"Devices\""), Set.of(digest("key"))),
            OptionalInt.of(4),
            OptionalInt.of(0));
    ApprovalRequest file =
        ApprovalRequest.ofFile(ApprovalSubject.ofFile(PRODUCT, digest("file")), 1);
    ledger.ask(release);
    clock.pass(Duration.ofSeconds(1));
    ledger.ask(file);

    assertThat(ledger.asked()).containsExactly(file, release);
  }

  @Test
  void askedAgainReplacesWhatIsTold() {
    ledger.ask(ApprovalRequest.ofFile(submission("a"), 1));
    ledger.ask(ApprovalRequest.ofFile(submission("a"), 3));

    assertThat(ledger.asked()).extracting(ApprovalRequest::needed).containsExactly(3);
  }

  @Test
  void keepsDocumentsWholeAndFindsThemByDigestAndByRelease() {
    byte[] ofDigest = record(submission("a"));
    byte[] ofRelease = record(submission("b"));
    byte[] ofFile = record(ApprovalSubject.ofFile(PRODUCT, digest("file")));
    record(
        new ApprovalSubject(
            submission("a").purpose(), digest("a"), ProductName.of("Till"), Optional.of(VERSION)));

    assertThat(ledger.about(submission("a"))).containsExactlyInAnyOrder(ofDigest, ofRelease);
    assertThat(ledger.about(ApprovalSubject.ofFile(PRODUCT, digest("file"))))
        .containsExactly(ofFile);
    assertThat(ledger.about(ApprovalSubject.ofFile(PRODUCT, digest("none")))).isEmpty();
  }

  @Test
  void theSameDocumentTwiceIsOneRow() {
    Approval approval = Approval.sign(statement(submission("a")), key);
    ledger.record(approval);
    ledger.record(approval);

    assertThat(ledger.about(submission("a"))).hasSize(1);
  }

  @Test
  void severalAtOnceAllStand() {
    List<byte[]> documents =
        IntStream.range(0, 16).parallel().mapToObj(i -> record(submission("a"))).toList();
    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> ledger.ask(ApprovalRequest.ofFile(submission("a"), i)));

    assertThat(ledger.about(submission("a"))).containsExactlyInAnyOrderElementsOf(documents);
    assertThat(ledger.asked()).hasSize(1);
  }

  private byte[] record(ApprovalSubject subject) {
    Approval approval = Approval.sign(statement(subject), key);
    ledger.record(approval);
    return approval.document();
  }

  private ApprovalStatement statement(ApprovalSubject subject) {
    return new ApprovalStatement(
        subject,
        Decision.APPROVE,
        digest("policy"),
        "sec",
        key.key(),
        clock.instant(),
        Optional.of("Grüße"));
  }

  private static ApprovalSubject submission(String content) {
    return ApprovalSubject.ofRelease(PRODUCT, VERSION, digest("content"), digest(content));
  }

  private static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.updatecenter.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.ledger.AuditVerification;
import dev.updatecenter.capability.ledger.BoundedFindings;
import dev.updatecenter.capability.ledger.filesystem.FileLeases;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log and its copies: what a lease copies, and what spoiled copies and rows come to. */
class AuditTrailTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final String FOLDER = "audit/ContosoKiosk/";

  private final TestDatabase database = TestDatabase.open();
  private final JdbcAuditLog audit =
      new JdbcAuditLog(database.dataSource(), Clock.systemUTC(), "test");
  private final Path root;
  private final Path folder;
  private final BlobStore store;
  private boolean down;
  private final List<Finding> warnings = new ArrayList<>();

  AuditTrailTest(@TempDir Path root) {
    this.root = root;
    this.folder = root.resolve("private/audit/ContosoKiosk");
    this.store = new FilesystemBlobStore(root.resolve("private"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachLeaseCopiesWhatIsNewSinceTheLast() {
    act(PRODUCT);
    act(PRODUCT);
    leased(() -> {});
    act(PRODUCT);

    assertThat(names())
        .containsExactly(
            FOLDER + "0000000001-0000000002.ndjson",
            FOLDER + "0000000003-0000000004.ndjson",
            FOLDER + "0000000005-0000000006.ndjson");
    assertThat(new String(store.read(new BlobName(names().get(1)), 1 << 20).orElseThrow(), UTF_8))
        .hasLineCount(2)
        .contains("\"number\":3", "\"number\":4");
    assertThat(codes()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void actsOfNoProductAreCopiedLikewise() {
    act(ProductName.HOME);

    assertThat(names()).containsExactly("audit/_home/0000000001-0000000002.ndjson");
    assertThat(trail().copied()).containsExactly(ProductName.HOME);
  }

  @Test
  void whatAKilledRunRecordedIsCopiedByTheNext() {
    record(PRODUCT);
    assertThat(codes()).containsExactly("UC5039");

    leased(() -> {});

    assertThat(codes()).isEmpty();
  }

  @Test
  void longLogsAreCopiedInFilesOfBoundedLength() {
    leased(
        () -> {
          for (int i = 0; i < 600; i++) {
            record(PRODUCT);
          }
        });

    assertThat(names())
        .containsExactly(
            FOLDER + "0000000001-0000001000.ndjson", FOLDER + "0000001001-0000001200.ndjson");
    AuditVerification all = trail().verify(PRODUCT, new BoundedFindings());
    assertThat(all.copied()).isEqualTo(1200);
    assertThat(all.findings()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the end cut off | delete from audit_record where record_number > 4",
        "the table emptied | delete from audit_record",
        "the last one rewritten | update audit_record set os_user = 'm' where record_number = 6",
      })
  void logThatWasTamperedWithRefusesTheLease(String what, String sql) {
    act(PRODUCT);
    act(PRODUCT);
    act(PRODUCT);
    List<String> before = names();
    database.jdbc().sql("set referential_integrity false").update();
    database.jdbc().sql(sql).update();

    assertThatThrownBy(() -> act(PRODUCT))
        .asInstanceOf(type(UpdateCenterException.class))
        .returns("UC5025", UpdateCenterException::code)
        .returns(ExitCode.UNTRUSTED, UpdateCenterException::exit);

    assertThat(codes()).containsAnyOf("UC5025", "UC5020");
    assertThat(names()).isEqualTo(before);
    // The lease is free again for whoever looks into it.
    new FileLeases(root.resolve("locks"), Clock.systemUTC()).acquire(PRODUCT, "test").close();
  }

  @Test
  void restoredBackupThatWentOnIsFoundAndNeverCopied() {
    act(PRODUCT);
    act(PRODUCT);
    database.jdbc().sql("set referential_integrity false").update();
    database.jdbc().sql("delete from audit_record where record_number > 2").update();
    JdbcAuditLog later = new JdbcAuditLog(database.dataSource(), Clock.systemUTC(), "later");
    for (int i = 0; i < 3; i++) {
      later.result(
          later.intent("test", PRODUCT, Map.of()), PRODUCT, AuditLog.Outcome.DONE, Map.of());
    }
    List<String> before = names();

    try (Lease lease = leases(false).acquire(PRODUCT, "halt")) {
      lease.check();
    }

    assertThat(codes()).contains("UC5025");
    assertThat(names()).isEqualTo(before);
    assertThat(warnings).extracting(Finding::code).containsExactly("UC5025");
    assertThatThrownBy(() -> act(PRODUCT)).hasMessageContaining("not what was copied");
  }

  @Test
  void storeThatDoesNotAnswerWarnsAndStopsNothing() {
    act(PRODUCT);
    down = true;

    act(PRODUCT);

    assertThatThrownBy(this::codes).hasMessageContaining("does not answer");
    down = false;
    assertThat(codes()).containsExactly("UC5039");
    assertThat(warnings).extracting(Finding::code).containsExactly("UC5037", "UC5038");
    assertThat(audit.records(PRODUCT)).hasSize(4);
  }

  @Test
  void copiesOfBothSidesOfAGapAreComparedAndTheGapTold() throws IOException {
    act(PRODUCT);
    act(PRODUCT);
    act(PRODUCT);
    Files.delete(folder.resolve("0000000003-0000000004.ndjson"));

    assertThat(codes()).containsExactly("UC5033");
    assertThat(trail().verify(PRODUCT, new BoundedFindings()).copied()).isEqualTo(4);
  }

  @Test
  void copiesThatOverlapAreTold() throws IOException {
    act(PRODUCT);
    act(PRODUCT);
    String all =
        Files.readString(folder.resolve("0000000001-0000000002.ndjson"))
            + Files.readString(folder.resolve("0000000003-0000000004.ndjson"));
    Files.writeString(folder.resolve("0000000001-0000000004.ndjson"), all);

    assertThat(codes()).containsExactly("UC5036", "UC5036");
  }

  @Test
  void filesThatAreNoCopiesArePassedOverAndTold() throws IOException {
    act(PRODUCT);
    Files.writeString(folder.resolve("README"), "mine");
    Files.writeString(folder.resolve("0000000009-0000000003.ndjson"), "mine");
    Files.writeString(folder.resolve("0000000000-0000000003.ndjson"), "mine");

    assertThat(codes()).containsExactly("UC5034", "UC5034", "UC5034");
    act(PRODUCT);
    assertThat(names()).contains(FOLDER + "0000000003-0000000004.ndjson");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a fact of the last altered | (?<=\"osUser\":\")test(?!.*\"osUser) | mallory",
        "a line removed | ^[^}]*}[^}]*}. | ''",
        "cut off | .{40}$ | ''",
        "more than its name says | $ | {}",
        "no JSON | \"schemaVersion\"(?!.*schemaVersion) | x",
        "another product's | ContosoKiosk(?!.*ContosoKiosk) | Contoso",
        "an outcome that is none | \"done\" | \"maybe\"",
        "a number of no size | \"number\":2, | \"number\":2e99999,",
      })
  void damagedCopiesAreFoundAndRefuseTheLease(String what, String from, String to)
      throws IOException {
    act(PRODUCT);
    Path copy = folder.resolve("0000000001-0000000002.ndjson");
    String whole = Files.readString(copy);
    String spoiled = Pattern.compile(from, Pattern.DOTALL).matcher(whole).replaceFirst(to);
    assertThat(spoiled).isNotEqualTo(whole);
    Files.writeString(copy, spoiled);

    assertThat(codes()).contains("UC5035");
    assertThatThrownBy(() -> act(PRODUCT))
        .asInstanceOf(type(UpdateCenterException.class))
        .returns("UC5035", UpdateCenterException::code)
        .returns(ExitCode.UNTRUSTED, UpdateCenterException::exit);
  }

  @Test
  void copyOfEndlessLengthIsNotTakenIntoMemory() throws IOException {
    act(PRODUCT);
    Path huge = folder.resolve("0000000003-9999999999.ndjson");
    try (var file = FileChannel.open(huge, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {'x'}), 4L << 30);
    }

    assertThat(codes()).contains("UC5035");
    Files.delete(huge);
  }

  private void act(ProductName product) {
    try (Lease lease = leases(true).acquire(product, "test")) {
      lease.check();
      record(product);
    }
  }

  private void leased(Runnable work) {
    try (Lease lease = leases(true).acquire(PRODUCT, "test")) {
      lease.check();
      work.run();
    }
  }

  private void record(ProductName product) {
    audit.result(audit.intent("test", product, Map.of()), product, AuditLog.Outcome.DONE, Map.of());
  }

  private Lease.Source leases(boolean refusing) {
    return new AuditedLeases(
        new FileLeases(root.resolve("locks"), Clock.systemUTC()),
        this::trail,
        warnings::add,
        refusing);
  }

  private AuditTrail trail() {
    return new AuditTrail(Optional.of(audit), this::reached);
  }

  private BlobStore reached() {
    if (down) {
      throw StoreFault.unavailable("https://store.test/", "no route", new IOException("no route"));
    }
    return store;
  }

  /** What {@code audit verify} finds, in the log and in the copies. */
  private List<String> codes() {
    BoundedFindings ofCopies = new BoundedFindings();
    List<Finding> all = new ArrayList<>(trail().verify(PRODUCT, ofCopies).findings());
    all.addAll(ofCopies.list());
    return all.stream().map(Finding::code).toList();
  }

  private List<String> names() {
    try (Stream<ListedBlob> blobs = store.list("audit/")) {
      return blobs.map(b -> b.name().value()).toList();
    }
  }
}

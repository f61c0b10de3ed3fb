package dev.updatecenter.app.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCopyTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private final TestDatabase database = TestDatabase.open();
  private final JdbcAuditLog audit =
      new JdbcAuditLog(database.dataSource(), Clock.systemUTC(), "test");
  private final BlobStore store;

  AuditCopyTest(@TempDir Path folder) {
    this.store = new FilesystemBlobStore(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachRunCopiesWhatIsNewSinceTheLast() {
    act();
    copy();
    copy();
    act();
    copy();

    assertThat(names())
        .containsExactly(
            "audit/ContosoKiosk/0000000001-0000000002.ndjson",
            "audit/ContosoKiosk/0000000003-0000000004.ndjson");
    assertThat(new String(store.read(new BlobName(names().get(1)), 1 << 20).orElseThrow(), UTF_8))
        .hasLineCount(2)
        .contains("\"number\":3", "\"number\":4");
  }

  @Test
  void filesThatAreNoCopiesArePassedOver() {
    store.putIfAbsent(
        new BlobName("audit/ContosoKiosk/README"),
        BlobSource.of("mine".getBytes(UTF_8)),
        CachePolicy.MUTABLE_PRIVATE);
    act();

    copy();

    assertThat(names()).contains("audit/ContosoKiosk/0000000001-0000000002.ndjson");
  }

  private void act() {
    audit.result(audit.intent("test", PRODUCT, Map.of()), PRODUCT, AuditLog.Outcome.DONE, Map.of());
  }

  private void copy() {
    new AuditCopy(store).write(PRODUCT, audit.records(PRODUCT));
  }

  private List<String> names() {
    try (Stream<BlobName> names = store.list("audit/")) {
      return names.map(BlobName::value).toList();
    }
  }
}

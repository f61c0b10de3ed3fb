package dev.updatecenter.stage.signing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.SignedArtifact;
import dev.updatecenter.testing.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class JdbcSigningLedgerTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private static SignedArtifact artifact(int signed) {
    ContentDigest unsigned = ContentDigest.of(new byte[] {1});
    ContentDigest certificate = ContentDigest.of(new byte[] {2});
    return new SignedArtifact(
        unsigned, certificate, ContentDigest.of(new byte[] {3, (byte) signed}), 7);
  }

  @Test
  void rememberingAFileThatWasHandedOutBeforeChangesNothing() throws Exception {
    try (TestDatabase database = TestDatabase.open()) {
      JdbcSigningLedger ledger =
          new JdbcSigningLedger(database.jdbc(), database.transactions(), Clock.systemUTC());
      ledger.rememberHandedOut(PRODUCT, artifact(0));
      ledger.rememberHandedOut(PRODUCT, artifact(0));
      ledger.rememberHandedOut(PRODUCT, artifact(1));
      assertThat(ledger.handedOut(artifact(0))).isTrue();
      assertThat(ledger.handedOut(artifact(1))).isTrue();
      assertThat(ledger.handedOut(artifact(2))).isFalse();
    }
  }
}

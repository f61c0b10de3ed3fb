package dev.updatecenter.capability.blobstore.azure;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.BlobStoreContract;
import dev.updatecenter.testing.Azurite;
import dev.updatecenter.testing.FaultyRelay;
import dev.updatecenter.testing.FaultyRelay.Asked;
import dev.updatecenter.testing.FaultyRelay.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The same contract where every third request goes wrong: refused, cut off, or done without an
 * answer. Nobody who uses the store is to notice.
 */
class AzureBlobStoreUnderFaultsTest extends BlobStoreContract {
  private static final List<Fault> FAULTS =
      List.of(Fault.LOST_ANSWER, Fault.BUSY, Fault.RESET, Fault.BROKEN, Fault.DOWN);

  private static Azurite azurite;
  private FaultyRelay relay;
  private AzureContainer container;

  @BeforeAll
  static void startAzurite() {
    azurite = Azurite.start();
  }

  @AfterAll
  static void stopAzurite() {
    if (azurite != null) {
      azurite.close();
    }
  }

  @BeforeEach
  void standBetween() {
    relay = new FaultyRelay(azurite.endpoint());
    relay.script(AzureBlobStoreUnderFaultsTest::fault);
    container = AzureContainers.of(relay.endpoint(), AzureContainers.make(azurite).name());
  }

  @AfterEach
  void hangUp() {
    relay.close();
  }

  @Override
  protected BlobStore store() {
    return AzureContainers.store(container);
  }

  /** A deletion whose answer was lost cannot know that it was the one that deleted. */
  private static Fault fault(Asked request) {
    if (request.number() % 3 != 1) {
      return Fault.NONE;
    }
    Fault fault = FAULTS.get(request.number() / 3 % FAULTS.size());
    return request.method().equals("DELETE") ? Fault.BUSY : fault;
  }
}

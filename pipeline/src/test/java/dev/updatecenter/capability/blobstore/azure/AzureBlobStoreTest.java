package dev.updatecenter.capability.blobstore.azure;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.BlobStoreContract;
import dev.updatecenter.testing.Azurite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of stores, kept by the emulator of the service through the library. */
class AzureBlobStoreTest extends BlobStoreContract {
  private static Azurite azurite;
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
  void makeContainer() {
    container = AzureContainers.make(azurite);
  }

  @Override
  protected BlobStore store() {
    return AzureContainers.store(container);
  }
}

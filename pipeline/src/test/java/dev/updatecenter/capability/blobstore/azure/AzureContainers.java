package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.BlobContainerClient;
import dev.updatecenter.testing.Azurite;
import java.security.SecureRandom;
import java.util.UUID;

/** Containers of an emulator, and stores on them that never really wait. */
final class AzureContainers {
  private AzureContainers() {}

  /** A new container of its own. */
  static AzureContainer make(Azurite azurite) {
    AzureContainer container = of(azurite, "t" + UUID.randomUUID());
    client(container).create();
    return container;
  }

  /** A container that need not be there. */
  static AzureContainer of(Azurite azurite, String name) {
    return new AzureContainer(
        azurite.accountEndpoint(),
        name,
        new AzureCredential.AccountKey(Azurite.ACCOUNT, Azurite.KEY));
  }

  static BlobContainerClient client(AzureContainer container) {
    return Clients.of(container, AzureLimits.usual());
  }

  static AzureBlobStore store(AzureContainer container) {
    return new AzureBlobStore(container, AzureLimits.usual(), pause -> {}, new SecureRandom());
  }
}

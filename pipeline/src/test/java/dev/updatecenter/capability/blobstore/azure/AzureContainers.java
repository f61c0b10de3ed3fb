package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobProperties;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.testing.Azurite;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;

/** Containers of an emulator, and stores on them that never really wait. */
final class AzureContainers {
  /** Of a block: many of them make a large blob of some hundred kilobytes. */
  static final int BLOCK = 1 << 14;

  private AzureContainers() {}

  /** A new container of its own. */
  static AzureContainer make(Azurite azurite) {
    AzureContainer container = of(azurite.endpoint(), "t" + UUID.randomUUID());
    client(container).create();
    return container;
  }

  /** A container that need not be there, at the emulator or at a relay before it. */
  static AzureContainer of(URI endpoint, String name) {
    return new AzureContainer(
        URI.create(endpoint + "/" + Azurite.ACCOUNT),
        name,
        new AzureCredential.AccountKey(Azurite.ACCOUNT, Azurite.KEY));
  }

  static BlobContainerClient client(AzureContainer container) {
    return Clients.of(container, AzureLimits.usual());
  }

  /** What the service has under a name. */
  static BlobProperties properties(AzureContainer container, BlobName name) {
    return client(container).getBlobClient(name.value()).getProperties();
  }

  /** With blocks so small that everything beyond a few kilobytes is staged. */
  static AzureBlobStore store(AzureContainer container) {
    return store(container, pause -> {});
  }

  static AzureBlobStore store(AzureContainer container, Sleep sleep) {
    return new AzureBlobStore(container, limits(Duration.ofSeconds(20)), sleep, new SecureRandom());
  }

  /** Of a store whose server is given up on after so long. */
  static AzureLimits limits(Duration stall) {
    return new AzureLimits(
        stall, stall, stall, 4, Duration.ofMillis(400), Duration.ofSeconds(30), BLOCK, 4);
  }
}

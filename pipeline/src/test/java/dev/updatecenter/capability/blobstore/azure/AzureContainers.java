package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.testing.Azurite;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Containers of an emulator, and stores on them that never really wait. */
public final class AzureContainers {
  /** Of a block: many of them make a large blob of some hundred kilobytes. */
  static final int BLOCK = 1 << 14;

  private AzureContainers() {}

  /** A new container of its own. */
  static AzureContainer make(Azurite azurite) {
    AzureContainer container = of(azurite.endpoint(), "t" + UUID.randomUUID());
    client(container).create();
    return container;
  }

  /** A store on a new container of its own. */
  public static BlobStore store(Azurite azurite) {
    return store(make(azurite));
  }

  /** A new container of that name. */
  public static void create(Azurite azurite, String name) {
    client(of(azurite.endpoint(), name)).create();
  }

  /** A signature for a container that ends so long from now. */
  public static String signature(Azurite azurite, String name, Duration ends) {
    BlobContainerSasPermission all = BlobContainerSasPermission.parse("racwdl");
    return client(of(azurite.endpoint(), name))
        .generateSas(
            new BlobServiceSasSignatureValues(OffsetDateTime.now(ZoneOffset.UTC).plus(ends), all));
  }

  /** What the service tells of a blob: cache control, content type, length, whether it has MD5. */
  public static String headers(Azurite azurite, String container, String name) {
    BlobProperties told = properties(of(azurite.endpoint(), container), new BlobName(name));
    return told.getCacheControl()
        + "; "
        + told.getContentType()
        + "; md5 "
        + (told.getContentMd5() != null)
        + "; sha256 "
        + told.getMetadata().containsKey("sha256");
  }

  /** The names in a container. */
  public static List<String> names(Azurite azurite, String container) {
    return client(of(azurite.endpoint(), container)).listBlobs().stream()
        .map(BlobItem::getName)
        .toList();
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

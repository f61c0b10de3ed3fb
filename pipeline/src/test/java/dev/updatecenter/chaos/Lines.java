package dev.updatecenter.chaos;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.azure.AzureBlobStore;
import dev.updatecenter.capability.blobstore.azure.AzureContainer;
import dev.updatecenter.capability.blobstore.azure.AzureCredential;
import dev.updatecenter.capability.blobstore.azure.AzureLimits;
import dev.updatecenter.capability.blobstore.azure.Sleep;
import dev.updatecenter.testing.Azurite;
import dev.updatecenter.testing.ChaosProxy;
import dev.updatecenter.testing.NginxEdge;
import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A store in an emulator, a bad line to it for publishers, a good edge before it for devices. */
final class Lines implements AutoCloseable {
  private static final Path HOSTING =
      Path.of("..", "samples", "hosting", "azurite-nginx").toAbsolutePath().normalize();

  private final Azurite azurite = Azurite.start();
  private final ChaosProxy proxy;
  private final NginxEdge edge;

  Lines(Path folder, long seed) throws IOException, InterruptedException {
    proxy = new ChaosProxy(azurite.endpoint(), seed);
    Path secret = folder.resolve("connection-string");
    Programs.Result made =
        Programs.run(
            Programs.require("node"),
            HOSTING.resolve("containers.cjs").toString(),
            azurite.endpoint().toString(),
            secret.toString());
    if (made.exit() != 0) {
      throw new AssertionError(made.output());
    }
    String direct = Files.readString(secret);
    Files.writeString(
        secret, direct.replace(azurite.endpoint().toString(), proxy.endpoint().toString()));
    edge = NginxEdge.caching(URI.create(azurite.accountEndpoint() + "/updates"));
  }

  ChaosProxy proxy() {
    return proxy;
  }

  /** Where devices look: a cache. */
  URI edge() {
    return edge.base();
  }

  /** The container itself, whose blobs anyone may read. */
  URI container() {
    return URI.create(azurite.accountEndpoint() + "/updates");
  }

  /** The store, over a line that does not fail. */
  BlobStore store() {
    AzureContainer updates =
        new AzureContainer(
            azurite.accountEndpoint(),
            "updates",
            new AzureCredential.AccountKey(Azurite.ACCOUNT, Azurite.KEY));
    return new AzureBlobStore(updates, AzureLimits.usual(), Sleep.REAL, new SecureRandom());
  }

  /** What a publisher is configured with that reads back through the container itself. */
  String withoutEdge(Path workspace, Path folder) {
    return configuration(container(), workspace, folder);
  }

  /** What a publisher is configured with. */
  String configuration(Path workspace, Path folder) {
    return configuration(edge(), workspace, folder);
  }

  private static String configuration(URI publicUrl, Path workspace, Path folder) {
    return """
        apiVersion: updatecenter/v1
        kind: Configuration
        store: azblob://devstoreaccount1/updates
        reports: azblob://devstoreaccount1/private
        publicUrl: "%s"
        azure: { credential: connection-string, connectionStringFile: "%s" }
        trust:
          codeSigning: ["%s/trust/submitter-root.pem"]
          timestamping: ["%s/trust/submitter-timestamp-root.pem"]
        """
        .formatted(publicUrl, folder.resolve("connection-string"), workspace, workspace);
  }

  @Override
  public void close() {
    edge.close();
    proxy.close();
    azurite.close();
  }
}

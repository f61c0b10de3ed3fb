package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.blobstore.filesystem.Visibility;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.upkeep.verify.AuditPlace;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens what {@code repo verify} is told to look at. */
public final class AuditWiring {
  private AuditWiring() {}

  /**
   * A place by its address.
   *
   * @param address a folder, or an address of scheme http, https, file or azblob
   * @throws UpdateCenterException exit 2 for what is no address, exit 5 for a folder that is none
   */
  public static AuditPlace open(String address, AzureSettings azure) {
    if (address.startsWith("http://") || address.startsWith("https://")) {
      URI base = SettingsSource.uri(address, "URL");
      return new AuditPlace(StoreWiring.reader(base), StoreWiring.edge(base), Optional.empty());
    }
    if (address.startsWith("azblob:")) {
      StoreAddress.AzureContainer container =
          StoreAddress.AzureContainer.parse(address)
              .orElseThrow(() -> SettingsSource.noAddress("URL"));
      return AuditPlace.of(new AzureWiring(azure).open(container, false));
    }
    Path folder =
        address.startsWith("file:")
            ? SettingsSource.file(new SettingsSource.Value(address, Path.of("")), "URL")
            : Path.of(address).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw UpdateCenterException.error("UC1008", ExitCode.NOT_FOUND, "there is no such folder")
          .where(folder)
          .fix("name the folder that holds 'products' and 'content', or an address")
          .state("nothing was verified")
          .build();
    }
    return AuditPlace.of(new FilesystemBlobStore(folder, Visibility.PUBLIC));
  }
}

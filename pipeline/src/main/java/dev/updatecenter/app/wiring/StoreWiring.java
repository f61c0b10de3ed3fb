package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.blobstore.filesystem.Visibility;
import dev.updatecenter.capability.blobstore.http.HttpBlobReader;
import dev.updatecenter.capability.blobstore.http.HttpLimits;
import dev.updatecenter.capability.blobstore.http.Pause;
import dev.updatecenter.device.HttpReportSink;
import dev.updatecenter.device.ReportSink;
import dev.updatecenter.device.StoreReportSink;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where blobs lie: what is published, what is private, and what devices see. */
public final class StoreWiring {
  private static final Duration REPORT_PAUSE = Duration.ofSeconds(1);

  private final PlaceSettings places;
  private final AzureSettings azure;
  private final Home home;
  private @Nullable BlobStore store;
  private @Nullable BlobStore privatePart;

  StoreWiring(PlaceSettings places, AzureSettings azure, Home home) {
    this.places = places;
    this.azure = azure;
    this.home = home;
  }

  /** The address of the published tree. */
  public StoreAddress published() {
    return places.store().orElseGet(() -> new StoreAddress.Folder(home.store()));
  }

  /** The address of reports, audit and archive. */
  public StoreAddress hidden() {
    return places.privatePart().orElseGet(() -> new StoreAddress.Folder(home.privatePart()));
  }

  /** The folder that is published; empty where the store is none. */
  public Optional<Path> folder() {
    return folder(published());
  }

  /** The folder of the private part; empty where that is none. */
  public Optional<Path> privateFolder() {
    return folder(hidden());
  }

  /** Delivers reports into the private part itself, for devices of this machine. */
  public ReportSink reportSink() {
    return new StoreReportSink(privatePart());
  }

  private static Optional<Path> folder(StoreAddress address) {
    return address instanceof StoreAddress.Folder folder
        ? Optional.of(folder.path())
        : Optional.empty();
  }

  /** One for all uses: a container's connections and tokens are shared. */
  synchronized BlobStore store() {
    if (store == null) {
      store = open(published(), Visibility.PUBLIC);
    }
    return store;
  }

  synchronized BlobStore privatePart() {
    if (privatePart == null) {
      privatePart = open(hidden(), Visibility.PRIVATE);
    }
    return privatePart;
  }

  private BlobStore open(StoreAddress address, Visibility visibility) {
    return address instanceof StoreAddress.Folder folder
        ? new FilesystemBlobStore(folder.path(), visibility)
        : new AzureWiring(azure)
            .open((StoreAddress.AzureContainer) address, visibility == Visibility.PRIVATE);
  }

  /** Reads below an address: file, http or https. */
  public static BlobReader reader(URI base) {
    return "file".equals(base.getScheme())
        ? new FilesystemBlobStore(Path.of(base), Visibility.PUBLIC)
        : new HttpBlobReader(base, HttpLimits.usual(), Pause.REAL, new SecureRandom());
  }

  /** Delivers reports below an address: file, http or https. */
  public static ReportSink reportSink(URI base) {
    return "file".equals(base.getScheme())
        ? new StoreReportSink(new FilesystemBlobStore(Path.of(base), Visibility.PRIVATE))
        : new HttpReportSink(base, REPORT_PAUSE);
  }
}

package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.kernel.core.ProductName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's devices come when the CDN shows what they are to see. */
class DemoEdgeTest {
  private static final ProductName PRODUCT = new ProductName("Kiosk");
  private static final BlobName TIMESTAMP = new BlobName("products/Kiosk/metadata/timestamp.json");

  private final FilesystemBlobStore store;
  private final FilesystemBlobStore edge;
  private final List<String> told = new ArrayList<>();

  DemoEdgeTest(@TempDir Path folder) {
    store = new FilesystemBlobStore(folder.resolve("store"));
    edge = new FilesystemBlobStore(folder.resolve("edge"));
    put(store, "new");
  }

  private static void put(FilesystemBlobStore to, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    if (!to.putIfAbsent(TIMESTAMP, BlobSource.of(bytes), CachePolicy.TIMESTAMP)) {
      try {
        to.replace(
            TIMESTAMP,
            bytes,
            to.readVersioned(TIMESTAMP, 9).map(VersionedBlob::etag),
            CachePolicy.TIMESTAMP);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private boolean await(DemoEdge.Pause pause) {
    return new DemoEdge(store, edge, pause).await(PRODUCT, () -> told.add("waits"));
  }

  @Test
  void waitsForNothingWhenTheEdgeIsUpToDate() {
    put(edge, "new");

    assertThat(await(d -> told.add("pause"))).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void waitsUntilTheOldCopyIsGone() {
    put(edge, "old");

    assertThat(
            await(
                d -> {
                  if (told.size() == 3) {
                    put(edge, "new");
                  }
                  told.add("pause");
                }))
        .isTrue();
    assertThat(told).containsExactly("waits", "pause", "pause", "pause");
  }

  @Test
  void givesUpOnAnEdgeThatKeepsItForEver() {
    put(edge, "old");

    assertThat(await(d -> told.add(d.toString()))).isFalse();
    assertThat(told).hasSize(121).contains("PT0.5S");
    assertThat(edge.read(TIMESTAMP, 9)).isNotEqualTo(Optional.empty());
  }
}

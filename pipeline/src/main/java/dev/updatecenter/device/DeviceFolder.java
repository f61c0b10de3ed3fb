package dev.updatecenter.device;

import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The device's private folder.
 *
 * <pre>
 * device-key.pem  device-key.pub.pem            the device's own key
 * scan.lock                                     one scan or report at a time
 * products/&lt;product&gt;/metadata/               what the metadata client trusts
 * products/&lt;product&gt;/documents/              the offer and the rollout as last verified
 * products/&lt;product&gt;/downloads/              packages on their way
 * products/&lt;product&gt;/memory.json             {@link DeviceMemory}
 * </pre>
 */
final class DeviceFolder {
  private final Path root;

  private DeviceFolder(Path root) {
    this.root = root;
  }

  /** Opens a folder, which is made when missing. */
  static DeviceFolder open(Path root) throws IOException {
    return new DeviceFolder(DurableFile.folder(root));
  }

  /** Waits until no other scan or report uses the folder. */
  FileMutex lock() throws IOException {
    Path file = root.resolve("scan.lock");
    DurableFile.open(file).close();
    return FileMutex.acquire(file);
  }

  Path root() {
    return root;
  }

  Path metadata(ProductName product) throws IOException {
    return DurableFile.folder(product(product).resolve("metadata"));
  }

  Path documents(ProductName product) throws IOException {
    return DurableFile.folder(product(product).resolve("documents"));
  }

  Path downloads(ProductName product) throws IOException {
    return DurableFile.folder(product(product).resolve("downloads"));
  }

  Path memory(ProductName product) throws IOException {
    return DurableFile.folder(product(product)).resolve("memory.json");
  }

  private Path product(ProductName product) {
    return root.resolve("products").resolve(product.value());
  }
}

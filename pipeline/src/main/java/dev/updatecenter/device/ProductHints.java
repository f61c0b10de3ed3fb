package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds the product of a device by its hardware ids: {@code hardware/<id>.json}. The answers are
 * not signed; what they lead to confirms them, or does not.
 */
final class ProductHints {
  /** The most specific first. */
  static final List<Integer> ORDER = List.of(3, 8, 4, 9, 6, 10, 5, 7, 13);

  private static final int MAX_BYTES = 4096;

  private final BlobReader edge;

  ProductHints(BlobReader edge) {
    this.edge = edge;
  }

  /**
   * The names that could be products', the most specific id's first, each once. The edge is asked
   * for the next id only when the next name is.
   */
  Stream<ProductName> names(SmbiosTable device) {
    return ORDER.stream()
        .map(number -> Optional.ofNullable(device.hardwareIds().get(number)))
        .flatMap(Optional::stream)
        .map(this::ask)
        .flatMap(Optional::stream)
        .distinct();
  }

  private Optional<ProductName> ask(UUID id) {
    BlobName name = new BlobName("hardware/" + id + ".json");
    try {
      Optional<byte[]> hint = edge.read(name, MAX_BYTES);
      return hint.isEmpty()
          ? Optional.empty()
          : Json.read(hint.get(), name.value()).text("product").map(ProductName::new);
    } catch (MalformedDocumentException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (UpdateCenterException e) {
      // Longer than any hint: as bad as a bad name. An edge that does not answer stops the scan.
      if (e.exit() == ExitCode.UNTRUSTED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

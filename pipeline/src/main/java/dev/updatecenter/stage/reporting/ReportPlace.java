package dev.updatecenter.stage.reporting;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ProductName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a report lies: {@code reports/<product>/<date>/<uuid>.json}.
 *
 * @param product its folder's product
 * @param date its folder's date
 * @param id its file's name
 * @param blob the whole name
 */
record ReportPlace(ProductName product, LocalDate date, UUID id, BlobName blob) {
  private static final String SUFFIX = ".json";

  /** Takes a name apart; empty when it is not a report's. */
  static Optional<ReportPlace> of(ProductName product, BlobName name) {
    String folder = DeviceReport.folder(product);
    String value = name.value();
    if (!value.startsWith(folder) || !value.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String[] parts =
        value.substring(folder.length(), value.length() - SUFFIX.length()).split("/", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(parts[0]);
      return Optional.of(new ReportPlace(product, date, ReportJson.uuid(parts[1]), name));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}

package dev.updatecenter.app.wiring;

import java.net.URI;
import java.util.Optional;

/**
 * What is published and kept where: {@code store}, {@code publicUrl}, {@code reports}, {@code
 * reportUrl}.
 *
 * @param store what is published; empty for the home's
 * @param publicUrl the address devices see it under; empty for the store itself
 * @param privatePart reports, audit and archive; empty for the home's
 * @param reportUrl the address devices bring reports to; empty where none is known
 */
public record PlaceSettings(
    Optional<StoreAddress> store,
    Optional<URI> publicUrl,
    Optional<StoreAddress> privatePart,
    Optional<URI> reportUrl) {
  /** All of it in the home. */
  public static final PlaceSettings HOME =
      new PlaceSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static PlaceSettings read(SettingsSource source) {
    return new PlaceSettings(
        source.store("STORE", "store"),
        source.address("PUBLIC_URL", "publicUrl"),
        source.store("REPORTS", "reports"),
        source.address("REPORT_URL", "reportUrl"));
  }
}

package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.format.PackageFormat;
import java.util.Locale;
import java.util.Optional;

/** How a device installs a package: {@code kind} in offers and target metadata. */
public enum PackageKind {
  /** A component-based servicing cabinet, staged by ApplyUpdate. */
  CBS,
  /** An app package or bundle. */
  MSIX,
  /** A driver cabinet. */
  DRIVER,
  /** A provisioning package. */
  PPKG,
  /** A plain file. */
  FILE;

  /** The kind of a package of this format, if devices install it by itself. */
  public static Optional<PackageKind> of(PackageFormat format) {
    return switch (format) {
      case CBS -> Optional.of(CBS);
      case MSIX, APPX, MSIXBUNDLE -> Optional.of(MSIX);
      case DRIVER -> Optional.of(DRIVER);
      case PPKG -> Optional.of(PPKG);
      default -> Optional.empty();
    };
  }

  /** The name in documents. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a package of this kind carries an Authenticode signature when it is published. */
  public boolean signed() {
    return this != PPKG && this != FILE;
  }
}

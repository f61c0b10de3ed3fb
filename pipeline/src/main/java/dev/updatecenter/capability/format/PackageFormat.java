package dev.updatecenter.capability.format;

import java.util.Locale;

/** What a file is, judged by its content, never by its name alone. */
public enum PackageFormat {
  /** A cabinet that is none of the three below. */
  CAB,
  /** A cabinet with {@code update.mum} or {@code man.dsm.xml}. */
  CBS,
  /** An OEM custom package: a cabinet with a composition database. */
  OCP,
  /** A cabinet with an INF. */
  DRIVER,
  /** A security catalog. */
  CAT,
  /** An app package; {@code msix} and {@code appx} differ by what its manifest asks for. */
  MSIX,
  /** An app package for systems before MSIX. */
  APPX,
  /** Several app packages in one file. */
  MSIXBUNDLE,
  /** A portable executable. */
  PE,
  /** A Windows Installer database. */
  MSI,
  /** A provisioning package. */
  PPKG,
  /** Nothing that is known here. */
  UNKNOWN;

  /** The name in documents. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

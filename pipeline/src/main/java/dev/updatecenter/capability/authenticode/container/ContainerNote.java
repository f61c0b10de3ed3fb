package dev.updatecenter.capability.authenticode.container;

/** What is to be said of a signed file without refusing it. */
public enum ContainerNote {
  /** The checksum in a PE header is not that of the file; no digest covers it. */
  WRONG_CHECKSUM,
  /** An installer without {@code MsiDigitalSignatureEx}: only the streams' contents are signed. */
  NAMES_NOT_SIGNED
}

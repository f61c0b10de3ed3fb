package dev.updatecenter.stage.submission;

/** What an input file is in its submission. */
public enum InputRole {
  /** The release document itself. */
  MANIFEST,
  /** A document that states the device model's SMBIOS identity. */
  IDENTITY,
  /** The OEM custom package as the submitter signed it. */
  OCP,
  /** A package cabinet from inside the OEM custom package. */
  OCP_MEMBER,
  /** A driver cabinet, as submitted or packed from a folder. */
  DRIVER,
  /** An app package. */
  APP,
  /** A provisioning package. */
  PROVISIONING,
  /** A plain file. */
  FILE
}

package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.stage.upkeep.gc.Retention;

/**
 * Where things are: updatecenter.yaml under the environment. Paths are absolute here.
 *
 * @param places what is published and kept where
 * @param azure how Azure Blob Storage is reached
 * @param keys where keys are
 * @param signing how they are used
 * @param timestamps who timestamps
 * @param trust what signatures are judged by
 * @param retention how long what is published is kept
 * @param cabinetLimits what a cabinet may unpack to
 */
public record Configuration(
    PlaceSettings places,
    AzureSettings azure,
    KeySettings keys,
    SigningSettings signing,
    TimestampSettings timestamps,
    TrustSettings trust,
    Retention retention,
    CabinetLimits cabinetLimits) {
  /** Everything as built in: one folder, throw-away keys. */
  public static final Configuration EMBEDDED =
      new Configuration(
          PlaceSettings.HOME,
          AzureSettings.PUBLIC_CLOUD,
          KeySettings.LAB,
          SigningSettings.USUAL,
          TimestampSettings.LAB,
          TrustSettings.OWN,
          Retention.STANDARD,
          CabinetLimits.DEFAULT);
}

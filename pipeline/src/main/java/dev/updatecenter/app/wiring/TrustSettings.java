package dev.updatecenter.app.wiring;

import java.nio.file.Path;
import java.util.List;

/**
 * What signatures are judged by: {@code trust}.
 *
 * @param codeSigning PEM files of trusted code signing roots
 * @param timestamping PEM files of trusted timestamping roots
 * @param revocation who tells which certificates were taken back
 */
public record TrustSettings(
    List<Path> codeSigning, List<Path> timestamping, RevocationSettings revocation) {
  /** The home's own chain alone. */
  public static final TrustSettings OWN =
      new TrustSettings(List.of(), List.of(), RevocationSettings.NONE);

  /** Copies. */
  public TrustSettings {
    codeSigning = List.copyOf(codeSigning);
    timestamping = List.copyOf(timestamping);
  }

  static TrustSettings read(SettingsSource source) {
    return new TrustSettings(
        source.paths("TRUST_CODE_SIGNING", "trust", "codeSigning"),
        source.paths("TRUST_TIMESTAMPING", "trust", "timestamping"),
        RevocationSettings.read(source));
  }
}

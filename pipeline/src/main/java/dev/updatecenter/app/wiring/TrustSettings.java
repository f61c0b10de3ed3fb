package dev.updatecenter.app.wiring;

import java.nio.file.Path;
import java.util.List;

/**
 * What signatures are judged by: {@code trust}.
 *
 * @param codeSigning PEM files of trusted code signing roots
 * @param timestamping PEM files of trusted timestamping roots
 * @param revocationLists PEM or DER files of certificate revocation lists
 */
public record TrustSettings(
    List<Path> codeSigning, List<Path> timestamping, List<Path> revocationLists) {
  /** The home's own chain alone. */
  public static final TrustSettings OWN = new TrustSettings(List.of(), List.of(), List.of());

  /** Copies. */
  public TrustSettings {
    codeSigning = List.copyOf(codeSigning);
    timestamping = List.copyOf(timestamping);
    revocationLists = List.copyOf(revocationLists);
  }

  static TrustSettings read(SettingsSource source) {
    return new TrustSettings(
        source.paths("TRUST_CODE_SIGNING", "trust", "codeSigning"),
        source.paths("TRUST_TIMESTAMPING", "trust", "timestamping"),
        source.paths("TRUST_CRLS", "trust", "crls"));
  }
}

package dev.updatecenter.app.api;

import java.util.List;

/**
 * The result of {@code refresh}.
 *
 * @param renewed products whose metadata was renewed
 */
public record RefreshJson(int schemaVersion, List<String> renewed) {
  /** Copies. */
  public RefreshJson {
    renewed = List.copyOf(renewed);
  }
}

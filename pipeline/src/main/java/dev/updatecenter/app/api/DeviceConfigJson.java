package dev.updatecenter.app.api;

import java.util.List;

/**
 * What {@code product device-config} wrote.
 *
 * @param state written, or unchanged when the same was there
 * @param base where devices find their updates
 * @param reports where devices bring their reports
 * @param match such as {@code HardwareID-3}
 * @param file the zip
 * @param sha256 of the zip, hex
 * @param files its content, by name
 */
public record DeviceConfigJson(
    int schemaVersion,
    String state,
    String product,
    String ring,
    String base,
    String reports,
    String match,
    String hardwareId,
    String file,
    String sha256,
    List<Entry> files) {
  /** Copies. */
  public DeviceConfigJson {
    files = List.copyOf(files);
  }

  /** A file of the zip. */
  public record Entry(String name, long size, String sha256) {}
}

package dev.updatecenter.capability.format.inf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where files are copied to ("INF DestinationDirs section").
 *
 * @param dirid the number of a folder of Windows
 * @param subdir below it; may be empty
 */
record Destination(InfValue dirid, InfValue subdir) {
  static final int DRIVER_STORE = 13;
  private static final String WINDOWS = "10";

  /** Each destination by its list of files in lower case; that of all others by defaultdestdir. */
  static Map<String, Destination> all(InfFile inf) {
    Map<String, Destination> all = new HashMap<>();
    for (InfLine line : inf.section("DestinationDirs")) {
      all.putIfAbsent(
          line.key().text().toLowerCase(Locale.ROOT),
          new Destination(line.value(0), line.value(1)));
    }
    return all;
  }

  /** Whether it is the driver's own folder in the driver store. */
  boolean isDriverStore() {
    return dirid.text().equals(String.valueOf(DRIVER_STORE));
  }

  /**
   * "Using a universal INF file", CopyFiles: system32, its drivers, the driver store, SysWOW64 or a
   * vendor's folder below Windows.
   */
  boolean isUniversal() {
    return switch (dirid.text()) {
      case "11", "12", "13" -> true;
      case WINDOWS -> !subdir.text().isEmpty();
      default -> false;
    };
  }

  String shown() {
    return "'"
        + InfValue.bare(dirid.text() + (subdir.text().isEmpty() ? "" : "," + subdir.text()))
        + "'";
  }
}

package dev.updatecenter.app.jobs;

import dev.updatecenter.device.DeviceConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the add-on kit builds the packages CUSConfig.DeviceInfo and CUSConfig.OCPInfo from, with
 * instructions. The templates are resources; what goes into them are names and numbers only, which
 * mean nothing to XML or to the kit's macros.
 */
final class KitFiles {
  private static final String FOLDER = "/device-config/";
  private static final List<String> TEMPLATES =
      List.of(
          "CUSConfig.DeviceInfo.wm.xml",
          "CUSConfig.OCPInfo.wm.xml",
          "OCPUpdateFM.xml",
          "OEMInput.txt",
          "README.txt");

  private KitFiles() {}

  /** The files by name. */
  static Map<String, byte[]> of(DeviceConfiguration configuration) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : TEMPLATES) {
      files.put(name, filled(template(name), configuration).getBytes(StandardCharsets.UTF_8));
    }
    files.put(DeviceConfiguration.FILE, configuration.toJson().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String filled(String template, DeviceConfiguration configuration) {
    return template
        .replace("@PRODUCT@", configuration.product().value())
        .replace("@RING@", configuration.ring().value())
        .replace("@MATCH@", "HardwareID-" + configuration.hardware().number())
        .replace("@HARDWARE_ID@", configuration.hardware().id().toString());
  }

  private static String template(String name) throws IOException {
    try (InputStream in = KitFiles.class.getResourceAsStream(FOLDER + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

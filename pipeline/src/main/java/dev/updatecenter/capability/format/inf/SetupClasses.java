package dev.updatecenter.capability.format.inf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Device setup classes that Windows defines ("System-defined device setup classes"). */
final class SetupClasses {
  private static final String COMMON = "-e325-11ce-bfc1-08002be10318}";

  private static final Map<String, String> GUIDS =
      Map.ofEntries(
          Map.entry("battery", "{72631e54-78a4-11d0-bcf7-00aa00b7b32a}"),
          Map.entry("biometric", "{53d29ef7-377c-4d14-864b-eb3a85769359}"),
          Map.entry("bluetooth", "{e0cbf06c-cd8b-4647-bb8a-263b43f0f974}"),
          Map.entry("camera", "{ca3e7ab9-b4c3-4ae6-8251-579ef933890f}"),
          Map.entry("cdrom", "{4d36e965" + COMMON),
          Map.entry("diskdrive", "{4d36e967" + COMMON),
          Map.entry("display", "{4d36e968" + COMMON),
          Map.entry("extension", "{e2f84ce7-8efa-411c-aa69-97454ca4cb57}"),
          Map.entry("firmware", "{f2e7dd72-6468-4e36-b6f1-6488f42c1b52}"),
          Map.entry("hdc", "{4d36e96a" + COMMON),
          Map.entry("hidclass", "{745a17a0-74d3-11d0-b6fe-00a0c90f57da}"),
          Map.entry("image", "{6bdd1fc6-810f-11d0-bec7-08002be2092f}"),
          Map.entry("keyboard", "{4d36e96b" + COMMON),
          Map.entry("media", "{4d36e96c" + COMMON),
          Map.entry("modem", "{4d36e96d" + COMMON),
          Map.entry("monitor", "{4d36e96e" + COMMON),
          Map.entry("mouse", "{4d36e96f" + COMMON),
          Map.entry("multifunction", "{4d36e971" + COMMON),
          Map.entry("multiportserial", "{50906cb8-ba12-11d1-bf5d-0000f805f530}"),
          Map.entry("net", "{4d36e972" + COMMON),
          Map.entry("ports", "{4d36e978" + COMMON),
          Map.entry("printer", "{4d36e979" + COMMON),
          Map.entry("processor", "{50127dc3-0f36-415e-a6cc-4cb3be910b65}"),
          Map.entry("scsiadapter", "{4d36e97b" + COMMON),
          Map.entry("sensor", "{5175d334-c371-4806-b3ba-71fd53c9258d}"),
          Map.entry("smartcardreader", "{50dd5230-ba8a-11d1-bf5d-0000f805f530}"),
          Map.entry("softwarecomponent", "{5c4c3332-344d-483c-8739-259e934c9cc8}"),
          Map.entry("system", "{4d36e97d" + COMMON),
          Map.entry("usb", "{36fc9e60-c465-11cf-8056-444553540000}"),
          Map.entry("usbdevice", "{88bae032-5a81-49f0-bc3d-a4ff138216d6}"),
          Map.entry("volume", "{71a27cdd-812a-11d0-bec7-08002be2092f}"),
          Map.entry("wpd", "{eec5ad98-8080-425f-922a-dabf3de3f69a}"));

  private static final Map<String, String> NAMES = names();

  private SetupClasses() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    GUIDS.forEach((name, guid) -> names.put(guid, name));
    return Map.copyOf(names);
  }

  /** What is wrong with a pair; empty when it is right, or neither half is known here. */
  static Optional<String> contradiction(String name, String guid) {
    String lowerName = name.toLowerCase(Locale.ROOT);
    String lowerGuid = guid.toLowerCase(Locale.ROOT);
    String guidOfName = GUIDS.get(lowerName);
    if (guidOfName != null) {
      return guidOfName.equals(lowerGuid)
          ? Optional.empty()
          : Optional.of("the class has " + guidOfName);
    }
    String nameOfGuid = NAMES.get(lowerGuid);
    return nameOfGuid == null || name.isEmpty()
        ? Optional.empty()
        : Optional.of("the GUID is that of class " + nameOfGuid);
  }
}

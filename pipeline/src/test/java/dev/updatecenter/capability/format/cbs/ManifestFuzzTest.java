package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.XmlFuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestFuzzTest {
  @Test
  void everySpoiledUpdateMumIsReadOrRefused() {
    Map<String, byte[]> files = Map.of("a.sys", new byte[0]);
    byte[] sound = CbsPackages.manifest("Contoso.A", "1.2.3.4", "arm", new TreeMap<>(files));
    XmlFuzz.readsOrRefuses(
        new String(sound, StandardCharsets.UTF_8),
        xml -> {
          UpdateMum mum = UpdateMum.parse(xml, "update.mum");
          MumRules.check(mum);
          ListedFilesRules.check(mum.files(), List.of());
        });
  }

  @Test
  void everySpoiledManDsmXmlIsReadOrRefused() {
    XmlFuzz.readsOrRefuses(
        DeviceSideManifestTest.SOUND,
        xml -> {
          DeviceSideManifest dsm = DeviceSideManifest.parse(xml, "man.dsm.xml");
          ListedFilesRules.check(dsm.files(), List.of());
        });
  }
}

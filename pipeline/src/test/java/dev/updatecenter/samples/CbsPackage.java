package dev.updatecenter.samples;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.testing.Catalogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CBS package of the sample, as the kit builds one; its catalog waits for a signature.
 *
 * @param name its identity; the cabinet is {@code <name>.cab}
 * @param version four parts
 * @param arch {@code arm} …
 * @param files content by the place on the device, in the order of the names
 */
record CbsPackage(String name, String version, String arch, Map<String, byte[]> files) {
  CbsPackage {
    files = new TreeMap<>(files);
  }

  String fileName() {
    return name + ".cab";
  }

  /** Every file of the cabinet, the manifest first, the catalog last. */
  Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(UpdateMum.FILE_NAME, manifest().getBytes(StandardCharsets.UTF_8));
    files.forEach((place, content) -> entries.put(lastPart(place), content));
    entries.put(UpdateMum.CATALOG_NAME, Catalogs.of(entries));
    return entries;
  }

  /** Writes the cabinet into a folder. */
  Path write(Path folder) throws IOException {
    List<CabinetInput> inputs = new ArrayList<>();
    entries().forEach((entry, content) -> inputs.add(CabinetInput.of(entry, content)));
    Path out = folder.resolve(fileName());
    CabinetWriter.write(out, inputs, Compression.MSZIP, true);
    return out;
  }

  private String manifest() {
    StringBuilder list = new StringBuilder();
    for (String place : files.keySet()) {
      list.append("      <file name=\"%s\" cabpath=\"%s\" />\n".formatted(place, lastPart(place)));
    }
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <assembly manifestVersion="1.0" xmlns="urn:schemas-microsoft-com:asm.v3">
          <assemblyIdentity name="%s" version="%s" processorArchitecture="%s" language="neutral"
              buildType="release" publicKeyToken="%s" versionScope="nonSxS" />
          <package identifier="%s" releaseType="Feature Pack" restart="possible"
              targetPartition="MainOS">
            <customInformation>
              <phoneInformation phoneRelease="Production" phoneOwnerType="OEM" phoneOwner="Contoso" />
        %s    </customInformation>
          </package>
        </assembly>
        """
        .formatted(name, version, arch, UpdateMum.OEM_TOKEN, name, list);
  }

  private static String lastPart(String place) {
    return place.substring(place.lastIndexOf('\\') + 1);
  }
}

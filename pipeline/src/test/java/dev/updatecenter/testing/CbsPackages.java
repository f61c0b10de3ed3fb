package dev.updatecenter.testing;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes small CBS packages with their catalog, as an OEM's build would before it signs. */
public final class CbsPackages {
  private CbsPackages() {}

  /** Writes a package cabinet with a manifest that lists {@code files} by their names. */
  public static Path write(
      Path out, String name, String version, String arch, Map<String, byte[]> files)
      throws IOException {
    byte[] mum = manifest(name, version, arch, new TreeMap<>(files));
    return write(out, new String(mum, StandardCharsets.UTF_8), files);
  }

  /** Writes a package cabinet with this manifest, and a catalog of all that is in it. */
  public static Path write(Path out, String manifest, Map<String, byte[]> files)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(UpdateMum.FILE_NAME, manifest.getBytes(StandardCharsets.UTF_8));
    entries.putAll(new TreeMap<>(files));
    entries.putIfAbsent(UpdateMum.CATALOG_NAME, Catalogs.of(entries));
    List<CabinetInput> inputs = new ArrayList<>();
    entries.forEach((file, content) -> inputs.add(CabinetInput.of(file, content)));
    CabinetWriter.write(out, inputs, Compression.MSZIP, true);
    return out;
  }

  /** The manifest of such a package. */
  public static byte[] manifest(
      String name, String version, String arch, SortedMap<String, byte[]> files) {
    StringBuilder list = new StringBuilder();
    files
        .keySet()
        .forEach(
            f ->
                list.append("      <file name=\"\\Windows\\System32\\drivers\\")
                    .append(f)
                    .append("\" cabpath=\"")
                    .append(f)
                    .append("\" />\n"));
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <assembly manifestVersion="1.0" xmlns="urn:schemas-microsoft-com:asm.v3">
          <assemblyIdentity name="%s" version="%s" processorArchitecture="%s" language="neutral"
              buildType="release" publicKeyToken="628844477771337a" versionScope="nonSxS" />
          <package identifier="%s" releaseType="Feature Pack" restart="possible"
              targetPartition="MainOS">
            <customInformation>
              <phoneInformation phoneRelease="Production" phoneOwnerType="OEM" phoneOwner="Contoso" />
        %s    </customInformation>
          </package>
        </assembly>
        """
        .formatted(name, version, arch, name, list)
        .getBytes(StandardCharsets.UTF_8);
  }
}

package dev.updatecenter.device;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.offer.HaltMemory;
import dev.updatecenter.stage.offer.PackageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link DeviceMemory} as a JSON file. */
final class DeviceMemoryFile {
  private static final String KIND = "DeviceMemory";
  private static final int SCHEMA_VERSION = 1;
  private static final int MAX_BYTES = 16 << 20;

  private final Path file;

  DeviceMemoryFile(Path file) {
    this.file = file;
  }

  /**
   * What is remembered; nothing where there is no file.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC7112 for a damaged file: the halts
   *     in it are not to be forgotten silently
   */
  DeviceMemory read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES);
      if (in.read() >= 0) {
        throw DeviceFault.memory(file, "it is longer than " + MAX_BYTES + " bytes");
      }
      return parse(Fields.document(bytes, file.toString(), KIND, SCHEMA_VERSION));
    } catch (NoSuchFileException e) {
      return DeviceMemory.NONE;
    } catch (MalformedDocumentException e) {
      throw DeviceFault.memory(file, String.valueOf(e.getMessage()));
    }
  }

  /** Keeps what is remembered, durably, if it is not there already. */
  void write(DeviceMemory before, DeviceMemory now) throws IOException {
    if (!now.equals(before)) {
      DurableFile.replace(file, Json.pretty(json(now)).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static DeviceMemory parse(Fields fields) throws MalformedDocumentException {
    SortedMap<PackageVersion, Integer> halts = new TreeMap<>();
    for (Fields halt : fields.objects("halts")) {
      halts.put(
          halt.value("release", PackageVersion::parse),
          (int) halt.integer("resumed", 0, Integer.MAX_VALUE));
    }
    SortedMap<PackageVersion, Map<PackageName, PackageVersion>> offered = new TreeMap<>();
    for (Fields release : fields.objects("offered")) {
      offered.put(release.value("release", PackageVersion::parse), names(release, "packages"));
    }
    return new DeviceMemory(
        fields.value("signedAt", Instant::parse),
        fields.optional("release", PackageVersion::parse),
        names(fields, "installed"),
        new HaltMemory(halts),
        offered);
  }

  private static Map<PackageName, PackageVersion> names(Fields in, String key)
      throws MalformedDocumentException {
    Map<PackageName, PackageVersion> names = new LinkedHashMap<>();
    for (Fields p : in.objects(key)) {
      PackageName name = new PackageName(p.text("kind"), p.text("identity"));
      names.put(name, p.value("version", PackageVersion::parse));
    }
    return names;
  }

  private static Map<String, Object> json(DeviceMemory memory) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("kind", KIND);
    json.put("signedAt", memory.signedAt().toString());
    memory.release().ifPresent(v -> json.put("release", v.toString()));
    json.put("installed", names(memory.installed()));
    List<Map<String, Object>> halts = new ArrayList<>();
    memory
        .halts()
        .seen()
        .forEach((v, count) -> halts.add(Map.of("release", v.toString(), "resumed", count)));
    json.put("halts", halts);
    List<Map<String, Object>> offered = new ArrayList<>();
    memory
        .offered()
        .forEach((v, all) -> offered.add(Map.of("release", v.toString(), "packages", names(all))));
    json.put("offered", offered);
    return json;
  }

  private static List<Map<String, Object>> names(Map<PackageName, PackageVersion> names) {
    List<Map<String, Object>> json = new ArrayList<>();
    names.forEach(
        (name, version) ->
            json.add(
                Map.of(
                    "kind", name.kind(),
                    "identity", name.identity(),
                    "version", version.toString())));
    return json;
  }
}

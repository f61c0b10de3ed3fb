package dev.updatecenter.findings;

import static dev.updatecenter.findings.CabinetRecipes.CABINET;
import static dev.updatecenter.findings.CabinetRecipes.bytes;
import static dev.updatecenter.findings.CabinetRecipes.packed;
import static dev.updatecenter.findings.CabinetRecipes.sound;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.findings.FindingExample.Recipe;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;

/** Cabinets that unpack to too much. */
final class LimitExamples {
  private static final String CONFIGURATION = "updatecenter.yaml";

  private LimitExamples() {}

  static List<FindingExample> all() {
    return List.of(
        new FindingExample(
            "UC3017", Judges.inspect(CABINET), bytes(zeros(17 << 20)), bytes(zeros(15 << 20))),
        new FindingExample(
            "UC3018",
            Judges.inspect(CABINET, CONFIGURATION),
            limited("1MiB", noise((1 << 20) + 1)),
            limited("1MiB", noise(1 << 20))),
        new FindingExample("UC3019", Judges.inspect(CABINET), bytes(nested(4)), bytes(nested(3))));
  }

  private static byte[] zeros(int length) {
    return one("zeros.img", new byte[length], Compression.MSZIP);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return one("noise.bin", noise, Compression.NONE);
  }

  private static byte[] nested(int depth) {
    return depth == 1 ? sound() : one("inner.cab", nested(depth - 1), Compression.MSZIP);
  }

  private static byte[] one(String name, byte[] content, Compression compression) {
    return packed(List.of(CabinetInput.of(name, content)), compression, false);
  }

  private static Recipe limited(String total, byte[] cabinet) {
    return folder -> {
      CabinetRecipes.write(folder, CABINET, cabinet);
      Files.writeString(
          folder.resolve(CONFIGURATION),
          """
          apiVersion: updatecenter/v1
          kind: Configuration
          limits: { cabinet: { total: %s } }
          """
              .formatted(total));
    };
  }
}

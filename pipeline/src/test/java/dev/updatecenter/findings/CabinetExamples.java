package dev.updatecenter.findings;

import static dev.updatecenter.findings.CabinetRecipes.CABINET;
import static dev.updatecenter.findings.CabinetRecipes.bytes;
import static dev.updatecenter.findings.CabinetRecipes.changed;
import static dev.updatecenter.findings.CabinetRecipes.named;
import static dev.updatecenter.findings.CabinetRecipes.packed;
import static dev.updatecenter.findings.CabinetRecipes.raw;
import static dev.updatecenter.findings.CabinetRecipes.sound;

import dev.updatecenter.findings.FindingExample.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Cabinets, sound and spoiled. */
final class CabinetExamples {
  private static final int BAD_OFFSET = 0x7000_0000;

  private CabinetExamples() {}

  static List<FindingExample> all() {
    return Stream.of(
            structure(), content(), names(), ends(), LimitExamples.all(), SetExamples.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FindingExample> structure() {
    return List.of(
        // A cabinet inside an OEM custom package is taken at its name, not at its first bytes.
        new FindingExample(
            "UC3001",
            Judges.inspect("TestKiosk_OCP_10.0.2.0.cab"),
            CabinetRecipes.ocpWithDatabase(changed(b -> b.put(0, (byte) 'm'))),
            CabinetRecipes.ocpWithDatabase(CabinetRecipes.databaseCabinet())),
        of("UC3002", changed(b -> b.putInt(16, BAD_OFFSET)), sound()),
        of("UC3003", Arrays.copyOf(sound(), sound().length - 1), sound()),
        of("UC3004", changed(b -> b.putShort(26, (short) 0)), sound()),
        of("UC3005", changed(b -> b.putShort(28, (short) 0)), sound()),
        of("UC3006", raw().file("a", 1, 0, 1).build(), raw().file("a", 1, 0, 0).build()),
        of("UC3009", CabinetRecipes.compressed(0x1603), CabinetRecipes.lzx(21)),
        of("UC3024", CabinetRecipes.compressed(0x1472), CabinetRecipes.lzx(18)));
  }

  private static List<FindingExample> content() {
    int last = sound().length - 1;
    return List.of(
        of("UC3010", changed(b -> b.put(last, (byte) ~b.get(last))), sound()),
        of("UC3011", CabinetRecipes.compressed(1), CabinetRecipes.compressed(0)),
        of("UC3012", raw().file("a", 2, 0, 0).build(), raw().file("a", 1, 0, 0).build()));
  }

  private static List<FindingExample> names() {
    return List.of(
        of("UC3013", named("..\\kiosk.sys"), named("x\\kiosk.sys")),
        of("UC3014", named("COM1.sys"), named("COM10.sys")),
        of("UC3015", named("x\\y/kiosk.sys"), named("x\\y\\kiosk.sys")),
        of("UC3016", named("kiosk.sys", "Kiosk.SYS"), named("kiosk.sys", "Kiosk.INF")),
        of("UC3022", utf8(new byte[] {(byte) 0xC3}), utf8("ü".getBytes(StandardCharsets.UTF_8))));
  }

  private static byte[] utf8(byte[] name) {
    return raw().file(name, 1, 0, 0, 0x80).build();
  }

  private static List<FindingExample> ends() {
    byte[] room = packed(true);
    byte[] signed = CabinetRecipes.signed(room, 64);
    return List.of(
        of("UC3020", Arrays.copyOf(sound(), sound().length + 1), sound()),
        of("UC3021", CabinetRecipes.changed(signed, b -> b.putInt(44, 60)), signed),
        new FindingExample(
            "UC3023",
            CabinetRecipes.writer(),
            folder ->
                CabinetRecipes.write(
                    folder, "name", "n".repeat(256).getBytes(StandardCharsets.UTF_8)),
            folder ->
                CabinetRecipes.write(
                    folder, "name", "n".repeat(255).getBytes(StandardCharsets.UTF_8))));
  }

  private static FindingExample of(String code, byte[] fail, byte[] pass) {
    return of(code, bytes(fail), bytes(pass));
  }

  private static FindingExample of(String code, Recipe fail, Recipe pass) {
    return new FindingExample(code, Judges.inspect(CABINET), fail, pass);
  }
}

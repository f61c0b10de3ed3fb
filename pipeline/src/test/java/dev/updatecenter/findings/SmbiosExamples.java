package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.smbios;

import dev.updatecenter.testing.SmbiosTableBuilder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tables as devices have them. */
final class SmbiosExamples {
  private static final String TABLE = "smbios.bin";
  private static final SmbiosTableBuilder SOUND = SmbiosTableBuilder.contosoKiosk();

  private SmbiosExamples() {}

  static List<FindingExample> all() {
    return Stream.concat(tables(), texts()).toList();
  }

  /** About the table itself. */
  private static Stream<FindingExample> tables() {
    byte[] spoiled = dump(SOUND);
    spoiled[4]++;
    byte[] sound = dump(SOUND);
    return Stream.of(
        of("UC2001", spoiled, sound),
        of("UC2002", Arrays.copyOf(sound, sound.length - 10), sound),
        of("UC2003", SOUND.dump(SOUND.entryPoint32(2, 0x33)), SOUND.dump(SOUND.entryPoint32(2, 6))),
        of("UC2004", board(biosOf(0x04)), board(system(biosOf(0x04)))),
        of("UC2005", SOUND.dump(SOUND.entryPoint32(2, 3)), SOUND.dump(SOUND.entryPoint32(2, 4))),
        of("UC2006", board(shortSystem(biosOf(0x04))), board(system(biosOf(0x04)))),
        of("UC2007", board(system(biosOf(0x00))), board(system(biosOf(0x04)))),
        of("UC2008", board(dangling(5)), board(dangling(4))),
        of("UC2009", twoBoards("CK-RISER"), twoBoards("CK-BB-02")));
  }

  /** About the text of one field; the sound table is beside each. */
  private static Stream<FindingExample> texts() {
    return Stream.of(
        of("UC2010", SmbiosTableBuilder.device("Contoso", "", "CK", "CK-01", "Arrow", "CK-BB")),
        ofFamily("UC2011", "k".repeat(65), "k".repeat(64)),
        ofSku("UC2012", "s1".repeat(17), "s1".repeat(16)),
        ofFamily("UC2013", "Kiosk ", "Kiosk"),
        ofFamily("UC2014", "Ki\u200Bosk", "Kiosk"),
        ofSku("UC2015", "to be filled by o.e.m.", "to-be-filled"),
        ofSku("UC2016", "GateOne01", "GateOne02"),
        ofFamily("UC2017", "Contoso Kiosk", "Kiosk"),
        ofFamily("UC2018", "Fabrikam Kiosk", "Kiosk"));
  }

  private static FindingExample of(String code, SmbiosTableBuilder failing) {
    return of(code, dump(failing), dump(SOUND));
  }

  private static FindingExample ofFamily(String code, String failing, String passing) {
    return of(code, dump(gate(failing, "G-01")), dump(gate(passing, "G-01")));
  }

  private static FindingExample ofSku(String code, String failing, String passing) {
    return of(code, dump(gate("Kiosk", failing)), dump(gate("Kiosk", passing)));
  }

  private static FindingExample of(String code, byte[] failing, byte[] passing) {
    return new FindingExample(
        code,
        smbios(TABLE),
        folder -> Files.write(folder.resolve(TABLE), failing),
        folder -> Files.write(folder.resolve(TABLE), passing));
  }

  private static SmbiosTableBuilder gate(String family, String sku) {
    return SmbiosTableBuilder.device("Contoso", family, "GateOne", sku, "Arrow", "G-BB");
  }

  /** BIOS Information with the given second extension byte (DSP0134 7.1.2.2). */
  private static SmbiosTableBuilder biosOf(int extension) {
    return new SmbiosTableBuilder().bios("Contoso", "1.2.3", extension, 1, 9);
  }

  private static SmbiosTableBuilder system(SmbiosTableBuilder table) {
    return table.system("Contoso", "Kiosk", "GateOne", "G-01");
  }

  /** System Information as before version 2.4: no SKU number, no family. */
  private static SmbiosTableBuilder shortSystem(SmbiosTableBuilder table) {
    byte[] fields = new byte[0x15];
    fields[0] = 1;
    fields[1] = 2;
    return table.structure(1, fields, "Contoso", "GateOne");
  }

  /** Four strings, and a family that is the string of the given number. */
  private static SmbiosTableBuilder dangling(int family) {
    byte[] fields = new byte[0x17];
    fields[0x00] = 1;
    fields[0x01] = 2;
    fields[0x15] = 3;
    fields[0x16] = (byte) family;
    return biosOf(0x04).structure(1, fields, "Contoso", "GateOne", "G-01", "Kiosk");
  }

  private static byte[] board(SmbiosTableBuilder table) {
    return dump(table.baseboard("Arrow", "G-BB").enclosure(0x0A));
  }

  private static byte[] twoBoards(String second) {
    return dump(SmbiosTableBuilder.contosoKiosk().baseboard("Arrow", second));
  }

  private static byte[] dump(SmbiosTableBuilder table) {
    return table.dump(table.entryPoint32(2, 7));
  }
}

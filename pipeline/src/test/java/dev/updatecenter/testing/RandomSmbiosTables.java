package dev.updatecenter.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Tables as odd as devices have them; the same chance makes the same table. */
public final class RandomSmbiosTables {
  private static final List<String> TEXTS =
      List.of(
          "Contoso",
          "LENOVO",
          "ThinkPad T440s",
          "  spaced out  ",
          " lead",
          "trail ",
          "000",
          "0",
          "00A",
          "007 Kiosk",
          " 0x1",
          "0 0",
          "",
          " ",
          "   ",
          "\tTab",
          "Tab\t",
          "Kiösk",
          "製品",
          "😀 Kiosk",
          "A&B",
          "&",
          "To be filled by O.E.M.",
          "ß",
          "é\u0301",
          "\u00A0NBSP\u00A0",
          "a\u200Bb",
          "x".repeat(64),
          "y".repeat(200),
          "\\ \" ' {}",
          "\u0001",
          "\u007F",
          "İ",
          "|",
          "\uFEFFmark");
  private static final List<byte[]> NO_TEXTS =
      List.of(
          new byte[] {'C', (byte) 0xFF},
          new byte[] {(byte) 0xC3},
          new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xC0, (byte) 0x80, 'x'},
          "K\u00F6".getBytes(StandardCharsets.ISO_8859_1));

  private final Random random;
  private final List<String> words = new ArrayList<>();

  /** Draws from the given source. */
  public RandomSmbiosTables(Random random) {
    this.random = random;
  }

  /** A table whose structures come in any order, any length, any number. */
  public SmbiosTableBuilder next() {
    words.clear();
    SmbiosTableBuilder table = new SmbiosTableBuilder();
    List<Consumer<SmbiosTableBuilder>> structures = new ArrayList<>();
    structures.add(this::system);
    seldomNot(structures, this::bios);
    seldomNot(structures, this::board);
    seldomNot(structures, this::enclosure);
    for (int more = random.nextInt(4); more > 0; more--) {
      structures.add(
          List.<Consumer<SmbiosTableBuilder>>of(this::system, this::board, this::other)
              .get(random.nextInt(3)));
    }
    java.util.Collections.shuffle(structures, random);
    structures.forEach(structure -> structure.accept(table));
    return table;
  }

  /** An entry point for it, of either kind. */
  public byte[] entryPoint(SmbiosTableBuilder table) {
    return random.nextBoolean()
        ? table.entryPoint32(2, random.nextInt(9))
        : table.entryPoint64(3, random.nextInt(9));
  }

  /** What the last table is made of. */
  public String words() {
    return String.join("; ", words);
  }

  private void seldomNot(
      List<Consumer<SmbiosTableBuilder>> all, Consumer<SmbiosTableBuilder> structure) {
    if (random.nextInt(8) > 0) {
      all.add(structure);
    }
  }

  private void system(SmbiosTableBuilder table) {
    any(table, 1, List.of(0x08, 0x19, 0x1A, 0x1B, 0x1B, 0x1B, 0x1B, 0x05, 0x20), 4, 5, 0x19, 0x1A);
  }

  private void board(SmbiosTableBuilder table) {
    any(table, 2, List.of(8, 8, 8, 0x0F, 5, 4), 4, 5);
  }

  private void bios(SmbiosTableBuilder table) {
    any(table, 0, List.of(0x12, 0x14, 0x15, 0x16, 0x18, 0x18, 0x1A), 4, 5);
  }

  private void enclosure(SmbiosTableBuilder table) {
    any(table, 3, List.of(0x0D, 0x0D, 0x15, 5, 6, 9));
  }

  private void other(SmbiosTableBuilder table) {
    any(table, 4 + random.nextInt(100), List.of(4, 6, 20, 255));
  }

  /** A structure of one of the lengths, with strings at the offsets. */
  private void any(SmbiosTableBuilder table, int type, List<Integer> lengths, int... offsets) {
    byte[] fields = new byte[lengths.get(random.nextInt(lengths.size())) - 4];
    random.nextBytes(fields);
    List<byte[]> strings = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      byte[] text = text();
      if (text.length > 0) {
        strings.add(text);
      }
    }
    for (int offset : offsets) {
      if (offset - 4 < fields.length) {
        fields[offset - 4] = number(strings.size());
      }
    }
    words.add(type + " of " + (fields.length + 4) + " bytes with " + strings.size() + " strings");
    table.structureOfBytes(type, fields, strings.toArray(byte[][]::new));
  }

  /** Mostly a string that is there, else none, or one beyond the set. */
  private byte number(int strings) {
    int beyond = random.nextInt(9) == 0 ? 4 : 1;
    int number = random.nextInt(strings + beyond);
    // Number 1 of no strings at all is an empty string for fwupd, and absent for dmidecode and us.
    return (byte) (strings == 0 && number == 1 ? 0 : number);
  }

  private byte[] text() {
    return random.nextInt(20) == 0
        ? NO_TEXTS.get(random.nextInt(NO_TEXTS.size()))
        : TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
  }
}

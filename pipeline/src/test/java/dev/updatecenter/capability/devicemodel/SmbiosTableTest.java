package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmbiosTableTest {
  private static final MachineInfo KIOSK =
      new MachineInfo("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "CK-BB-02");

  private final SmbiosTableBuilder kiosk = SmbiosTableBuilder.contosoKiosk();
  private final Path folder;

  SmbiosTableTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsTheSameOutOfEveryWrapping() throws IOException {
    List<Path> wrappings =
        List.of(
            file("bare", kiosk.bare()),
            file("dump2", kiosk.dump(kiosk.entryPoint32(2, 7))),
            file("dump3", kiosk.dump(kiosk.entryPoint64(3, 2))),
            file("windows", kiosk.windows(3, 2)),
            kiosk.sysfs(folder.resolve("tables2"), kiosk.entryPoint32(2, 7)),
            kiosk.sysfs(folder.resolve("tables3"), kiosk.entryPoint64(3, 2)));

    for (Path wrapping : wrappings) {
      SmbiosTable table = SmbiosTable.read(wrapping);
      assertThat(table.machineInfo()).as(wrapping.toString()).isEqualTo(KIOSK);
      assertThat(table.bios())
          .isEqualTo(new BiosInfo("Contoso", "1.2.3", OptionalInt.of(1), OptionalInt.of(9)));
      assertThat(table.enclosureType()).hasValue(0x0A);
      assertThat(table.hardwareIds()).hasSize(15);
      assertThat(table.findings()).isEmpty();
    }
    assertThat(wrappings.stream().map(this::version).toList())
        .containsExactly("", "2.7", "3.2", "3.2", "2.7", "3.2");
  }

  @ParameterizedTest
  @CsvSource({"31,2.3", "33,2.3", "51,2.6"})
  void readsVersionsThatNeverExistedAsMeant(int minor, String meant) throws IOException {
    SmbiosTable table = read(kiosk.dump(kiosk.entryPoint32(2, minor)));

    assertThat(table.version()).isEqualTo(meant);
    assertThat(table.findings()).extracting(Finding::code).contains("UC2003");
  }

  @Test
  void takesTheFirstStructureOfAType() throws IOException {
    SmbiosTable table = read(kiosk.baseboard("Other", "Riser").bare());

    assertThat(table.machineInfo()).isEqualTo(KIOSK);
  }

  @Test
  void ignoresWhatFollowsTheEnd() throws IOException {
    byte[] table = kiosk.bare();

    assertThat(read(Arrays.copyOf(table, table.length + 100)).findings()).isEmpty();
  }

  @Test
  void anOlderTableHasNoSkuFamilyOrRelease() throws IOException {
    SmbiosTableBuilder old =
        new SmbiosTableBuilder()
            .structure(0, new byte[] {1, 2, 0, 0, 0, 0, 0, 0}, "Vendor", "A06")
            .structure(1, new byte[] {1, 2, 0, 0}, "Contoso", "Kiosk");

    SmbiosTable table = read(old.dump(old.entryPoint32(2, 0)));

    assertThat(table.machineInfo()).isEqualTo(new MachineInfo("Contoso", "", "Kiosk", "", "", ""));
    assertThat(table.bios().major()).isEmpty();
    assertThat(table.enclosureType()).isEmpty();
    assertThat(table.hardwareIds()).containsOnlyKeys(9, 14);
  }

  @Test
  void tellsWhereATableIsCutOff() throws IOException {
    byte[] table = kiosk.bare();

    SmbiosTable read = read(Arrays.copyOf(table, table.length - 20));

    assertThat(read.machineInfo().manufacturer()).isEqualTo("Contoso");
    assertThat(read.findings()).extracting(Finding::code).containsExactly("UC2002");
  }

  @Test
  void tellsOfStructuresThatAreAnnouncedAndNotThere() throws IOException {
    byte[] entryPoint = kiosk.entryPoint32(2, 7);
    entryPoint[0x1C] = (byte) (entryPoint[0x1C] + 3);
    entryPoint[0x15] = (byte) (entryPoint[0x15] - 3);
    byte[] dump = kiosk.dump(entryPoint);

    assertThat(read(Arrays.copyOf(dump, dump.length - 6)).findings())
        .extracting(Finding::code)
        .containsExactly("UC2002");
  }

  @Test
  void refusesAnEntryPointWhoseChecksumIsWrong() {
    byte[] entryPoint = kiosk.entryPoint64(3, 2);
    entryPoint[8]++;

    assertThatThrownBy(() -> read(kiosk.dump(entryPoint)))
        .isInstanceOf(MalformedSmbiosException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void refusesATableOutsideOfTheFile() {
    byte[] entryPoint = kiosk.entryPoint64(3, 2);
    entryPoint[0x17] = (byte) 0x80;
    entryPoint[5] -= (byte) 0x80;

    assertThatThrownBy(() -> read(kiosk.dump(entryPoint)))
        .isInstanceOf(MalformedSmbiosException.class)
        .hasMessageContaining("outside");
  }

  @Test
  void acceptsTheShortEntryPointOfVersion21() throws IOException {
    byte[] entryPoint = kiosk.entryPoint32(2, 7);
    int last = entryPoint[0x1E];
    entryPoint[5] = 0x1E;
    entryPoint[4] += (byte) (last + 1);

    assertThat(read(kiosk.dump(entryPoint)).machineInfo()).isEqualTo(KIOSK);
  }

  @Test
  void acceptsAShortEntryPointWhoseLastByteIsNotThere() throws IOException {
    byte[] entryPoint = kiosk.entryPoint32(2, 7);
    entryPoint[4] += (byte) (entryPoint[0x1E] + 1);
    entryPoint[5] = 0x1E;
    Path tables = kiosk.sysfs(folder.resolve("short"), Arrays.copyOf(entryPoint, 0x1E));

    assertThat(SmbiosTable.read(tables).machineInfo()).isEqualTo(KIOSK);
  }

  @Test
  void readsTheEntryPointFromBeforeSmbios() throws IOException {
    SmbiosTable table = read(kiosk.dump(kiosk.entryPointLegacy(2, 1)));

    assertThat(table.version()).isEqualTo("2.1");
    assertThat(table.machineInfo()).isEqualTo(KIOSK);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 0x0E, 0x10, 0x17, 0x1E})
  void refusesAnEntryPointThatIsCutOff(int length) throws IOException {
    byte[] entryPoint = kiosk.entryPoint32(2, 7);
    Path tables = kiosk.sysfs(folder.resolve("cut"), Arrays.copyOf(entryPoint, length));

    assertThatThrownBy(() -> SmbiosTable.read(tables)).isInstanceOf(MalformedSmbiosException.class);
  }

  @Test
  void tellsOfATableThatNamesNoDevice() throws IOException {
    byte[] bare = new SmbiosTableBuilder().bios("Contoso", "1", 4, 1, 1).enclosure(3).bare();
    Path file = file("nameless", bare);

    SmbiosTable table = SmbiosTable.read(file);

    assertThat(table.bios().vendor()).isEqualTo("Contoso");
    assertThat(table.hardwareIds()).isEmpty();
    assertThat(table.findings()).extracting(Finding::code).contains("UC2004", "UC2010");
    assertThatThrownBy(() -> SmbiosTable.readDevice(file))
        .isInstanceOf(MalformedSmbiosException.class);
  }

  @Test
  void aTableCutOffWithinSystemInformationIsDamagedNotUnreadable() throws IOException {
    byte[] bare = kiosk.bare();
    int system = 4 + 0x14 + "Contoso\0".length() + "1.2.3\0".length() + 1;

    SmbiosTable table = read(Arrays.copyOf(bare, system + 40));

    assertThat(table.findings()).extracting(Finding::code).contains("UC2002", "UC2004");
    assertThat(table.machineInfo()).isEqualTo(MachineInfo.of(Map.of()));
  }

  @Test
  void tellsOfALaterSystemInformationThatNamesTheDeviceOtherwise() throws IOException {
    SmbiosTableBuilder same = SmbiosTableBuilder.contosoKiosk();
    assertThat(read(same.system("Contoso", "Kiosk", "ContosoKiosk", "CK-01").bare()).findings())
        .isEmpty();
    assertThat(read(kiosk.system("Contoso", "Kiosk", "Other", "CK-01").bare()).findings())
        .extracting(f -> f.code() + " " + f.severity())
        .containsExactly("UC2009 WARNING");
  }

  @Test
  void aCountedTableGoesOnBehindItsEndMark() throws IOException {
    SmbiosTableBuilder marked =
        new SmbiosTableBuilder()
            .structure(127, new byte[0])
            .system("Contoso", "Kiosk", "ContosoKiosk", "CK-01");

    assertThat(read(marked.dump(marked.entryPoint32(2, 7))).machineInfo().family())
        .isEqualTo("Kiosk");
    assertThat(read(marked.dump(marked.entryPoint64(3, 2))).machineInfo().family()).isEmpty();
  }

  @Test
  void countsAnEmptyStringBeforeOthersAsFwupdDoes() throws IOException {
    byte[] fields = {2, 3, 0, 0};

    assertThat(read(new SmbiosTableBuilder().structure(1, fields, "", "A", "B").bare()))
        .satisfies(t -> assertThat(t.machineInfo().manufacturer()).isEqualTo("A"))
        .satisfies(t -> assertThat(t.machineInfo().productName()).isEqualTo("B"));
  }

  @Test
  void readsNothingBehindTheAnnouncedLength() throws IOException {
    byte[] dump = kiosk.dump(kiosk.entryPoint32(2, 7));
    byte[] longer = Arrays.copyOf(dump, dump.length + 50);
    Arrays.fill(longer, dump.length, longer.length, (byte) 1);

    assertThat(read(longer).findings()).isEmpty();
  }

  @Test
  void readsATableWithoutEndMark() throws IOException {
    byte[] bare = kiosk.bare();

    assertThat(read(Arrays.copyOf(bare, bare.length - 6)).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void stopsAtAStructureThatWouldNotMoveOn(int length) {
    byte[] table = {1, (byte) length, 0, 0, 0, 0, 127, 4, 0, 0, 0, 0};
    if (length == 2 || length == 3) {
      table[0] = 4; // else byte 1 reads as a version of RawSMBIOSData
    }

    assertThatThrownBy(() -> read(table)).isInstanceOf(MalformedSmbiosException.class);
  }

  @Test
  void refusesWhatIsLargerThanAnyTable() {
    assertThatThrownBy(() -> read(new byte[(16 << 20) + 1]))
        .isInstanceOf(MalformedSmbiosException.class)
        .hasMessageContaining("16 MiB");
  }

  @Test
  void namesBytesThatAreNotUtf8() throws IOException {
    byte[] bad = {'C', (byte) 0xFF, 'o'};
    SmbiosTable table =
        read(
            new SmbiosTableBuilder()
                .structureOfBytes(1, new byte[] {1, 2, 0, 0}, bad, new byte[] {'P'})
                .bare());

    assertThat(table.findings()).extracting(Finding::code).contains("UC2014");
    assertThat(table.hardwareIds()).isEmpty();
  }

  @Test
  void truncatedAtAnyByteItIsATableOrMalformed() {
    for (byte[] whole : wrapped()) {
      for (int length = 0; length < whole.length; length++) {
        survives(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void withAnyBitFlippedItIsATableOrMalformed() {
    for (byte[] whole : wrapped()) {
      for (int bit = 0; bit < whole.length * 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        survives(flipped);
      }
    }
  }

  @Test
  void ofAnyBytesItIsATableOrMalformed() {
    Random random = new Random(20);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      survives(noise);
    }
  }

  @Test
  void aLargeTableOfTinyStructuresEndsSoon() throws IOException {
    byte[] table = new byte[12 << 20];
    for (int i = 0; i + 6 <= table.length; i += 6) {
      table[i] = 126;
      table[i + 1] = 4;
    }
    Path file = file("large", table);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(catchThrowable(() -> SmbiosTable.read(file)))
                .isInstanceOf(MalformedSmbiosException.class));
  }

  @Test
  void aLongStructureBeforeManyOfItsTypeEndsSoon() throws IOException {
    byte[] table = new byte[12 << 20];
    Arrays.fill(table, 0, 4 << 20, (byte) 'x');
    System.arraycopy(new byte[] {1, 8, 0, 0, 1, 1, 0, 0}, 0, table, 0, 8);
    table[(4 << 20) - 2] = 0;
    table[(4 << 20) - 1] = 0;
    for (int i = 4 << 20; i + 10 <= table.length; i += 10) {
      System.arraycopy(new byte[] {1, 8, 0, 0, 1, 1, 0, 0, 0, 0}, 0, table, i, 10);
    }
    Path file = file("many", table);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThat(SmbiosTable.read(file).findings())
                .anyMatch(f -> f.code().equals("UC2009"))
                .allMatch(f -> f.message().length() < 300));
  }

  private List<byte[]> wrapped() {
    List<byte[]> all = new ArrayList<>();
    all.add(kiosk.bare());
    all.add(kiosk.dump(kiosk.entryPoint32(2, 7)));
    all.add(kiosk.dump(kiosk.entryPoint64(3, 2)));
    all.add(kiosk.windows(3, 2));
    return all;
  }

  private static void survives(byte[] bytes) {
    try {
      SmbiosTable table = SmbiosTable.of(SmbiosImage.ofFile(bytes), "table");
      assertThat(table.findings()).allMatch(f -> f.code().startsWith("UC20"));
    } catch (MalformedSmbiosException e) {
      assertThat(e.finding("table").code()).isEqualTo("UC2001");
    }
  }

  private String version(Path path) {
    try {
      return SmbiosTable.read(path).version();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SmbiosTable read(byte[] bytes) throws IOException {
    return SmbiosTable.read(file("table", bytes));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}

package dev.updatecenter.capability.format.cab;

import static dev.updatecenter.capability.format.cab.Cabinets.FILES;
import static dev.updatecenter.capability.format.cab.Cabinets.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CabinetTest {
  private static final int DATA = FILES + 2 * (16 + 6);

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("UC3001", "wrong signature", b -> b.put(0, (byte) 'm')),
        fault("UC3002", "bytes in reserved1", b -> b.putInt(4, 1)),
        fault("UC3002", "version 1.4", b -> b.put(24, (byte) 4)),
        fault("UC3002", "files before folders", b -> b.putInt(16, 10)),
        fault("UC3002", "files behind the cabinet", b -> b.putInt(16, Integer.MAX_VALUE)),
        fault("UC3002", "data inside the directory", b -> b.putInt(FOLDER, 8)),
        fault("UC3003", "claims more than the file", b -> b.putInt(8, b.capacity() + 1)),
        fault("UC3004", "no folders", b -> b.putShort(26, (short) 0)),
        fault("UC3005", "no files", b -> b.putShort(28, (short) 0)),
        fault("UC3006", "folder that is not there", b -> b.putShort(FILES + 8, (short) 1)),
        fault("UC3007", "set, by its flags", b -> b.putShort(30, (short) 2)),
        fault("UC3007", "set, by a file", b -> b.putShort(FILES + 8, (short) 0xFFFE)),
        fault("UC3011", "MSZIP data called LZX", b -> b.putShort(FOLDER + 6, (short) 0x1503)),
        fault("UC3024", "Quantum", b -> b.putShort(FOLDER + 6, (short) 0x1472)),
        fault("UC3009", "LZX window of 14", b -> b.putShort(FOLDER + 6, (short) 0x0E03)),
        fault("UC3009", "LZX window of 22", b -> b.putShort(FOLDER + 6, (short) 0x1603)),
        fault("UC3009", "no such compression", b -> b.putShort(FOLDER + 6, (short) 9)),
        fault("UC3010", "content changed", b -> b.put(DATA + 50, (byte) ~b.get(DATA + 50))),
        fault("UC3010", "checksum changed", b -> b.putInt(DATA, 12345)),
        fault("UC3011", "MSZIP data called stored", b -> b.putShort(FOLDER + 6, (short) 0)),
        fault("UC3011", "block too large", b -> b.putInt(DATA, 0).putShort(DATA + 6, (short) -1)),
        fault("UC3011", "too short", b -> b.putInt(DATA, 0).putShort(DATA + 6, (short) 99)),
        fault("UC3011", "no CK", b -> b.putInt(DATA, 0).put(DATA + 8, (byte) 'X')),
        fault("UC3012", "file on a file", b -> b.putInt(FILES + 22 + 4, 2)),
        fault("UC3012", "file beyond the folder", b -> b.putInt(FILES + 22, 90_000)),
        fault("UC3013", "drive", b -> b.put(FILES + 17, (byte) ':')),
        fault("UC3016", "same name", b -> b.put(FILES + 16, new byte[] {'B', '.', 'B', 'I', 'N'})),
        fault("UC3020", "cabinet ends before", b -> b.putInt(8, b.capacity() - 5)),
        fault(
            "UC3022", "not UTF-8", b -> b.put(FILES + 14, (byte) 0x80).put(FILES + 16, (byte) -1)));
  }

  private static Arguments fault(String code, String what, Consumer<ByteBuffer> how) {
    return arguments(code, what, how);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("faults")
  void refusesEachFaultUnderItsOwnCode(String code, String what, Consumer<ByteBuffer> how)
      throws IOException {
    byte[] sound = Cabinets.recipe(Compression.MSZIP, 80_000, false);
    Cabinets.readThrough(sound, CabinetLimits.DEFAULT);
    assertThat(codeOf(Cabinets.spoiled(sound, how))).as(what).isEqualTo(code);
  }

  @Test
  void refusesBytesBehindTheCabinetAndBehindItsSignature() throws IOException {
    byte[] sound = Cabinets.recipe(Compression.NONE, 100, true);
    assertThat(codeOf(Arrays.copyOf(sound, sound.length + 1))).isEqualTo("UC3020");
    byte[] signed =
        Cabinets.spoiled(Arrays.copyOf(sound, sound.length + 64), b -> b.putInt(48, 64));
    try (Cabinet cabinet = Cabinet.open(signed, CabinetLimits.DEFAULT)) {
      assertThat(cabinet.signature()).contains(new SignatureSpan(sound.length, 64));
    }
    assertThat(codeOf(Arrays.copyOf(signed, signed.length + 1))).isEqualTo("UC3020");
    assertThat(codeOf(Cabinets.spoiled(signed, b -> b.putInt(44, 10)))).isEqualTo("UC3021");
    assertThat(codeOf(Cabinets.spoiled(signed, b -> b.putInt(48, 65)))).isEqualTo("UC3021");
  }

  @Test
  void refusesFoldersThatShareData() throws IOException {
    // Two folders by hand: one byte stored, found by both.
    ByteBuffer b =
        ByteBuffer.allocate(36 + 16 + 2 * 18 + 9).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    b.putInt(CFHeader.SIGNATURE).putInt(0).putInt(b.capacity()).putInt(0).putInt(52).putInt(0);
    b.put((byte) 3).put((byte) 1).putShort((short) 2).putShort((short) 2).putShort((short) 0);
    b.putInt(0);
    int data = b.capacity() - 9;
    b.putInt(data).putShort((short) 1).putShort((short) 0);
    b.putInt(data).putShort((short) 1).putShort((short) 0);
    for (short i = 0; i < 2; i++) {
      b.putInt(1).putInt(0).putShort(i).putInt(0).putShort((short) 0);
      b.put((byte) ('a' + i)).put((byte) 0);
    }
    b.putInt(0).putShort((short) 1).putShort((short) 1).put((byte) 'x');
    assertThat(codeOf(b.array())).isEqualTo("UC3002");
  }

  @Test
  void acceptsAChecksumThatWasNotComputed() throws IOException {
    byte[] sound = Cabinets.recipe(Compression.MSZIP, 100, false);
    Cabinets.readThrough(Cabinets.spoiled(sound, b -> b.putInt(DATA, 0)), CabinetLimits.DEFAULT);
  }

  @Test
  void readsOneFileWithinItsBound() throws IOException {
    byte[] bytes = Cabinets.recipe(Compression.MSZIP, 80_000, false);
    try (Cabinet cabinet = Cabinet.open(bytes, CabinetLimits.DEFAULT)) {
      assertThat(cabinet.read("A.TXT", 5)).asString().isEqualTo("hello");
      assertThatThrownBy(() -> cabinet.read("a.txt", 4)).hasMessageContaining("more than the 4");
      assertThatThrownBy(() -> cabinet.read("c", 4)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void refusesBombsButNotWhatIsSmall() throws IOException {
    byte[] bomb =
        Cabinets.write(
            java.util.List.of(CabinetInput.of("zero", new byte[17 << 20])),
            Compression.MSZIP,
            false);
    assertThat(codeOf(bomb)).isEqualTo("UC3017");
    CabinetLimits roomy = new CabinetLimits(200, 18 << 20, 18 << 20, 1);
    Cabinets.readThrough(bomb, roomy);
    assertThatThrownBy(() -> Cabinets.readThrough(bomb, new CabinetLimits(9999, 0, 1 << 20, 1)))
        .hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void limitsHowDeepCabinetsNest() throws IOException {
    CabinetLimits third = CabinetLimits.DEFAULT.inside().inside();
    MalformedPackageException e =
        catchThrowableOfType(MalformedPackageException.class, third::inside);
    assertThat(e.code()).isEqualTo("UC3019");
  }

  private static String codeOf(byte[] bytes) {
    MalformedPackageException e =
        catchThrowableOfType(
            MalformedPackageException.class,
            () -> Cabinets.readThrough(bytes, CabinetLimits.DEFAULT));
    return e == null ? "accepted" : e.code();
  }
}

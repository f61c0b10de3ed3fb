package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureRoomTest {
  private static byte[] cabinet(Compression compression, boolean reserve) throws IOException {
    return Cabinets.write(
        List.of(
            CabinetInput.of("noise", Cabinets.random(100_000, 1)),
            CabinetInput.of("same", new byte[70_000])),
        compression,
        reserve);
  }

  private static Optional<byte[]> roomy(byte[] file, int known, long size) {
    return SignatureRoom.in(ByteBuffer.wrap(file, 0, known), size)
        .map(
            room -> {
              byte[] head = room.bytes();
              byte[] made = Arrays.copyOf(head, head.length + file.length - room.replaces());
              System.arraycopy(
                  file, room.replaces(), made, head.length, file.length - room.replaces());
              return made;
            });
  }

  private static Optional<byte[]> roomy(byte[] file) {
    return roomy(file, file.length, file.length);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void makesTheCabinetThatTheWriterMakesWithAReserve(Compression compression) throws IOException {
    assertThat(roomy(cabinet(compression, false))).hasValue(cabinet(compression, true));
  }

  @Test
  void needsNoMoreThanTheFoldersOfTheFile() throws IOException {
    byte[] file = cabinet(Compression.NONE, false);
    int folders = file[26];
    int end = 36 + 8 * folders;
    assertThat(roomy(file, end, file.length)).hasValue(cabinet(Compression.NONE, true));
    assertThat(roomy(file, end - 1, file.length)).isEmpty();
  }

  @Test
  void leavesAReserveAsItIs() throws IOException {
    assertThat(roomy(cabinet(Compression.NONE, true))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void leavesACabinetOfASetAsItIs(int flags) throws IOException {
    byte[] file = cabinet(Compression.NONE, false);
    file[30] = (byte) flags;
    assertThat(roomy(file)).isEmpty();
  }

  @Test
  void leavesWhatIsLongerOrShorterThanItSaysAsItIs() throws IOException {
    byte[] file = cabinet(Compression.NONE, false);
    assertThat(roomy(Arrays.copyOf(file, file.length + 1))).isEmpty();
    assertThat(roomy(Arrays.copyOf(file, file.length - 1))).isEmpty();
  }

  @Test
  void leavesWhatIsNoCabinetAsItIs() {
    assertThat(roomy(new byte[0])).isEmpty();
    assertThat(roomy(new byte[35])).isEmpty();
    assertThat(roomy(new byte[4096])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 36})
  void leavesOffsetsThatWouldWrapAroundAsTheyAre(int at) throws IOException {
    byte[] file = cabinet(Compression.NONE, false);
    Arrays.fill(file, at, at + 4, (byte) 0xFF);
    assertThat(roomy(file)).isEmpty();
  }
}

package dev.updatecenter.capability.format.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "014C, 10B, 3, X86, false",
    "8664, 20B, 1, AMD64, true",
    "01C4, 10B, 1, ARM, true",
    "AA64, 20B, 2, ARM64, false"
  })
  void readsMachineAndSubsystem(
      String machine, String magic, int subsystem, Architecture arch, boolean kernel)
      throws Exception {
    PeHeader pe =
        PeHeader.read(pe(Integer.parseInt(machine, 16), Integer.parseInt(magic, 16), subsystem));
    assertThat(pe.architecture()).contains(arch);
    assertThat(pe.kernelMode()).isEqualTo(kernel);
    assertThat(pe.subsystem()).isEqualTo(subsystem);
    assertThat(pe.isDll()).isTrue();
    assertThat(pe.hasCertificates()).isTrue();
  }

  @Test
  void everyTruncationAndBitFlipIsReadOrRefused() {
    byte[] sound = pe(0x8664, 0x20B, 1);
    for (int i = 0; i < sound.length; i++) {
      byte[] cut = Arrays.copyOf(sound, i);
      readOrRefuse(cut);
    }
    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] flipped = sound.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      readOrRefuse(flipped);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(PeHeader.read(bytes).machine()).isNotNegative();
    } catch (MalformedPackageException e) {
      assertThat(e.code()).isEqualTo("UC3080");
    }
  }

  @Test
  void refusesWhatPointsNowhere() {
    byte[] sound = pe(0x8664, 0x20B, 1);
    for (int offset : new int[] {-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).putInt(0x3C, offset);
      MalformedPackageException e =
          catchThrowableOfType(MalformedPackageException.class, () -> PeHeader.read(sound));
      assertThat(e.code()).isEqualTo("UC3080");
    }
  }

  private static byte[] pe(int machine, int magic, int subsystem) {
    ByteBuffer b = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    int pe = 0x80;
    b.putShort(0, (short) 0x5A4D).putInt(0x3C, pe).putInt(pe, 0x4550);
    b.putShort(pe + 4, (short) machine).putShort(pe + 22, (short) 0x2000);
    b.putShort(pe + 24, (short) magic).putShort(pe + 92, (short) subsystem);
    int directories = pe + 24 + (magic == 0x10B ? 92 : 108);
    b.putInt(directories, 16).putInt(directories + 4 + 32, 400).putInt(directories + 40, 100);
    return b.array();
  }
}

package dev.updatecenter.capability.format.inf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.TouchDriver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spoiled INF files give findings, or are refused, and soon. */
@Timeout(60)
class InfFuzzTest {
  private static final int LARGE = 100_000;

  @Test
  void everyTruncationAndManyBitFlipsAreJudgedOrRefused() {
    byte[] ansi = TouchDriver.INF.getBytes(StandardCharsets.US_ASCII);
    byte[] utf16 = ("\uFEFF" + TouchDriver.INF).getBytes(StandardCharsets.UTF_16LE);
    Random random = new Random(1);
    for (byte[] sound : new byte[][] {ansi, utf16}) {
      for (int i = 0; i < sound.length; i++) {
        judgeOrRefuse(Arrays.copyOf(sound, i));
        byte[] flipped = sound.clone();
        flipped[i] ^= (byte) (1 << random.nextInt(8));
        judgeOrRefuse(flipped);
      }
    }
  }

  @Test
  void linesInAnyOrderAndNumberAreJudged() {
    String[] lines = TouchDriver.INF.split("\n", -1);
    Random random = new Random(2);
    for (int run = 0; run < 2_000; run++) {
      StringBuilder mixed = new StringBuilder();
      for (int i = 0; i < lines.length; i++) {
        mixed
            .append(lines[random.nextInt(lines.length)])
            .append(random.nextInt(9) == 0 ? "\\" : "");
        mixed.append('\n');
      }
      judgeOrRefuse(mixed.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Each would take hours by a way that looks at everything for everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a]\n%\n",
        "[Manufacturer]\n%x%=M,NTarm\n[M.NTarm]\nd=i,id\n",
        "[Manufacturer]\nx=M#,NTarm\n[M#.NTarm]\nd=i,a\\#\n",
        "[Manufacturer]\nx=M,NTarm\n[M.NTarm]\nd=i#,a\\#\n[i#]\nCopyFiles=c#,@f#\n[c#]\nf#\n",
        "[DestinationDirs]\nc#=13\n[i]\nCopyFiles=c#\n[c#]\nx#\n[SourceDisksFiles]\nx#=#\n",
        "[DefaultInstall.NTarm]\nAddReg=r#,s#\nNeeds=n#\n[r#]\nHKLM,x\n[n#]\nNeeds=n\nAddReg=r\n",
        "[DefaultInstall.NTarm.Services]\nAddService=a,2,s\n[s]\nServiceBinary=x#\nx#=1\n",
        "[Strings]\na#=\"x\"\n[Strings.#]\na=y\n[s]\n%a#%=%a#%\n",
        "[SourceDisksNames]\n1=d,c.cab\n[SourceDisksFiles]\nf#=1,sub#\n",
        "x=\\\n",
        "a,\\\n",
        "[\n",
        "\"\n",
      })
  void judgesWhatIsMadeToTakeLong(String unit) {
    StringBuilder text = new StringBuilder("[DefaultInstall.NTarm]\n");
    for (int i = 0; i < LARGE / 2 && text.length() < 4 << 20; i++) {
      text.append(unit.replace("#", String.valueOf(i)));
    }
    long start = System.nanoTime();
    judgeOrRefuse(text.toString().getBytes(StandardCharsets.US_ASCII));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static void judgeOrRefuse(byte[] content) {
    try {
      InfFile inf = InfFile.parse(content, "touch.inf");
      InfJudgement judgement =
          InfJudgement.of(
              inf,
              new InfSurroundings(
                  Set.of("touch.inf", "touch.sys", "touch.cat"),
                  Map.of(),
                  InfSurroundings.Layout.BY_INF,
                  Optional.of(LocalDate.of(2026, 11, 22))));
      assertThat(judgement.findings())
          .hasSizeLessThanOrEqualTo(3_000)
          .allSatisfy(f -> assertThat(f.file()).isEqualTo("touch.inf"))
          .allSatisfy(f -> assertThat(f.why()).isNotEmpty());
    } catch (MalformedPackageException e) {
      assertThat(e.code()).isEqualTo("UC3070");
    }
  }
}

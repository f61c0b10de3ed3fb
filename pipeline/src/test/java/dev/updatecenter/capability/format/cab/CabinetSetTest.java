package dev.updatecenter.capability.format.cab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.RawCabinet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CabinetSetTest {
  private static final int CAME = 0xFFFD;
  private static final int GOES = 0xFFFE;
  private static final int BOTH = 0xFFFF;
  private static final byte[] A = Cabinets.random(10, 1);
  private static final byte[] B = Cabinets.random(40_000, 2);
  private static final byte[] C = Cabinets.random(7, 3);

  private final Path folder;

  CabinetSetTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** a and b in a folder over three cabinets, c in another; a block is cut twice. */
  private RawCabinet[] set() {
    byte[] content = new byte[A.length + B.length];
    System.arraycopy(A, 0, content, 0, A.length);
    System.arraycopy(B, 0, content, A.length, B.length);
    RawCabinet first = new RawCabinet().set(77, 0, "", "S2.CAB");
    first.file("a", A.length, 0, 0).file("b", B.length, A.length, GOES);
    first.folder(0).block(Arrays.copyOf(content, 32768), 32768);
    first.block(Arrays.copyOfRange(content, 32768, 33_000), 0);
    RawCabinet second = new RawCabinet().set(77, 1, "s1.cab", "s3.cab");
    second.file("b", B.length, A.length, BOTH);
    second.folder(0).block(Arrays.copyOfRange(content, 33_000, 35_000), 0);
    RawCabinet third = new RawCabinet().set(77, 2, "s2.cab", "");
    third.file("B", B.length, A.length, CAME).file("c", C.length, 0, 1);
    third.folder(0).block(Arrays.copyOfRange(content, 35_000, content.length), 40_010 - 32768);
    third.folder(0).block(C, C.length);
    return new RawCabinet[] {first, second, third};
  }

  private void write(RawCabinet... set) throws IOException {
    for (int i = 0; i < set.length; i++) {
      Files.write(folder.resolve("s" + (i + 1) + ".cab"), set[i].build());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1.cab", "s2.cab", "s3.cab"})
  void readsTheWholeSetFromEachOfItsCabinets(String name) throws Exception {
    write(set());

    try (Cabinet cabinet = Cabinet.openSet(folder.resolve(name), CabinetLimits.DEFAULT)) {
      Map<String, byte[]> all = Cabinets.readAll(cabinet);
      assertThat(all.keySet()).containsExactly("a", "b", "c");
      assertThat(all.get("a")).isEqualTo(A);
      assertThat(all.get("b")).isEqualTo(B);
      assertThat(all.get("c")).isEqualTo(C);
      assertThat(cabinet.read("b", 50_000)).isEqualTo(B);
    }
  }

  @Test
  void cabextractReadsTheSameSet() throws Exception {
    Path cabextract = Programs.require("cabextract");
    write(set());

    Programs.run(cabextract, "-q", "-d", folder.toString(), folder.resolve("s1.cab").toString());

    assertThat(folder.resolve("b")).hasBinaryContent(B);
  }

  @Test
  void oneOfASetIsRefusedWhereOneFileHasToBeWhole() throws Exception {
    write(set());
    MalformedPackageException e =
        catchThrowableOfType(
            MalformedPackageException.class,
            () -> Cabinet.open(folder.resolve("s2.cab"), CabinetLimits.DEFAULT));
    assertThat(e.code()).isEqualTo("UC3007");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1.cab", "s2.cab", "s3.cab"})
  void namesTheCabinetThatIsMissing(String missing) throws Exception {
    write(set());
    Files.delete(folder.resolve(missing));
    String asked = missing.equals("s1.cab") ? "s3.cab" : "s1.cab";

    MalformedPackageException e = refused(asked);

    assertThat(e.code()).isEqualTo("UC3025");
    assertThat(e.getMessage()).containsIgnoringCase(missing);
  }

  @Test
  void takesNoLinkForACabinetOfTheSet() throws Exception {
    write(set());
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("s2.cab");
    Files.move(folder.resolve("s2.cab"), elsewhere);
    Files.createSymbolicLink(folder.resolve("s2.cab"), elsewhere);

    assertThat(refused("s1.cab").code()).isEqualTo("UC3025");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../s2.cab",
        "x/s2.cab",
        "x\\s2.cab",
        "/s2.cab",
        "C:s2.cab",
        "NUL",
        "s2.cab ",
        "..",
        "a:b"
      })
  void followsNoNameThatIsNotPlain(String name) throws Exception {
    write(set());
    Files.createDirectories(folder.resolve("x"));
    Files.copy(folder.resolve("s2.cab"), folder.resolve("x/s2.cab"));
    RawCabinet lured = new RawCabinet().set(77, 0, "", name).file("a", 1, 0, GOES).folder(0);
    Files.write(folder.resolve("s1.cab"), lured.block(new byte[1], 0).build());

    assertThat(refused("s1.cab").code()).isEqualTo("UC3027");
  }

  @ParameterizedTest
  @CsvSource({"78,1", "77,2", "77,0"})
  void refusesCabinetsOfOtherSetsAndPlaces(int id, int place) throws Exception {
    RawCabinet[] set = set();
    set[1].set(id, place, "", "");
    write(set);

    assertThat(refused("s1.cab").code()).isEqualTo("UC3026");
  }

  @Test
  void refusesACabinetThatIsItsOwnNeighbour() throws Exception {
    RawCabinet loop = new RawCabinet().set(1, 0, "s1.cab", "s1.cab");
    write(loop.file("a", 1, 0, 0).folder(0).block(new byte[1], 1));

    assertThat(refused("s1.cab").code()).isEqualTo("UC3026");
  }

  @Test
  void refusesASetThatDoesNotEnd() throws Exception {
    for (int i = 0; i < 300; i++) {
      RawCabinet one =
          new RawCabinet()
              .set(1, i, i == 0 ? "" : "e" + (i - 1), "e" + (i + 1))
              .file("f" + i, 1, 0, 0);
      Files.write(folder.resolve("e" + i), one.folder(0).block(new byte[1], 1).build());
    }

    assertThat(refused("e100").code()).isEqualTo("UC3026");
  }

  @Test
  void refusesAFolderThatGoesOnInAnotherWay() throws Exception {
    RawCabinet[] set = set();
    set[1] = new RawCabinet().set(77, 1, "s1.cab", "s3.cab").file("b", B.length, A.length, BOTH);
    set[1].folder(1).block(new byte[9], 0);
    write(set);
    assertThat(refused("s1.cab").code()).isEqualTo("UC3026");

    set[1] = new RawCabinet().set(77, 1, "s1.cab", "s3.cab").file("x", B.length, A.length, BOTH);
    set[1].folder(0).block(new byte[9], 0);
    write(set);
    assertThat(refused("s1.cab").code()).isEqualTo("UC3026");

    set[1] = new RawCabinet().set(77, 1, "s1.cab", "s3.cab").file("x", 1, 0, 0);
    set[1].folder(0).block(new byte[1], 1);
    write(set);
    assertThat(refused("s1.cab").code()).isEqualTo("UC3026");
  }

  @Test
  void refusesABlockThatGoesOnNowhere() throws Exception {
    RawCabinet alone = new RawCabinet().file("a", 1, 0, 0).folder(0).block(new byte[1], 0);
    write(alone);
    assertThat(refused("s1.cab").code()).isEqualTo("UC3011");

    RawCabinet open = new RawCabinet().file("a", 1, 0, GOES).folder(0).block(new byte[1], 1);
    write(open);
    assertThat(refused("s1.cab").code()).isEqualTo("UC3026");
  }

  @Test
  void saysInWhichCabinetAFaultLies() throws Exception {
    write(set());
    byte[] second = Files.readAllBytes(folder.resolve("s2.cab"));
    Files.write(folder.resolve("s2.cab"), Arrays.copyOf(second, second.length - 1));

    MalformedPackageException e = refused("s1.cab");

    assertThat(e.code()).isEqualTo("UC3003");
    assertThat(e.finding("asked").subject()).isEqualTo("s2.cab");
  }

  private MalformedPackageException refused(String name) {
    MalformedPackageException e =
        catchThrowableOfType(
            MalformedPackageException.class,
            () -> {
              try (Cabinet cabinet = Cabinet.openSet(folder.resolve(name), CabinetLimits.DEFAULT)) {
                cabinet.extract(f -> OutputStream.nullOutputStream());
              }
            });
    assertThat(e).as("refused").isNotNull();
    return e;
  }
}

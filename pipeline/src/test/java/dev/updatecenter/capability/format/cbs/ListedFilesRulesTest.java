package dev.updatecenter.capability.format.cbs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.SourcePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest's list against the cabinet, and what the cabinet holds against the manifest. */
class ListedFilesRulesTest {
  @Test
  void whatAPackageIsMadeOfMayBeListedOrNot() {
    assertThat(check("a.sys", "update.mum", "update.cat", "a.sys", "arm_contoso.manifest"))
        .isEmpty();
    assertThat(check("a.sys update.mum update.cat", "update.mum", "a.sys")).isEmpty();
    assertThat(check("a.sys man.dsm.xml content.cat", "man.dsm.xml", "a.sys")).isEmpty();
  }

  @Test
  void manifestWithoutAListLeavesItToItsComponents() {
    assertThat(check("", "update.mum", "a.sys")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.sys b.sys, a.sys, UC3035 ERROR 2",
    "a.sys, a.sys b.sys, UC3047 WARNING 0",
    "a.sys A.SYS, a.sys, UC3045 ERROR 2;UC3045 WARNING 2",
    "a.sys ..\\b.sys, a.sys, UC3046 ERROR 2",
    "a.sys C:\\b.sys, a.sys, UC3046 ERROR 2",
    "a.sys /b.sys, a.sys, UC3046 ERROR 2",
    "a.sys NUL, a.sys, UC3046 ERROR 2",
    "sub\\a.sys, sub/A.sys, ''",
  })
  void saysEachDifferenceAtItsLine(String listed, String held, String said) {
    assertThat(check(listed, held.split(" ", -1)))
        .containsExactlyElementsOf(said.isEmpty() ? List.of() : List.of(said.split(";", -1)));
  }

  @Test
  void twoPlacesOnTheDeviceMayNotBeOne() {
    List<MumFile> files =
        List.of(at("\\Windows\\a.dll", "1.dll", 1), at("\\WINDOWS\\A.DLL", "2.dll", 2));
    assertThat(ListedFilesRules.check(files, entries("1.dll", "2.dll")))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3045"))
        .satisfies(f -> assertThat(f.line()).isEqualTo(2));
  }

  @ParameterizedTest
  @CsvSource({
    "ARM, ARM, true, none",
    "ARM, AMD64, true, ERROR",
    "ARM, AMD64, false, WARNING",
    "ARM, X86, true, ERROR",
    "ARM, X86, false, none", // managed code for any processor says x86
    "ARM64, ARM, false, none",
    "ARM64, ARM, true, ERROR",
    "X86, AMD64, false, WARNING"
  })
  void executablesFitTheMachine(
      Architecture declared, Architecture built, boolean kernelMode, String severity) {
    Executable executable = new Executable("a.sys", Optional.of(built), kernelMode, false, false);
    assertThat(ExecutableRules.check(declared, List.of(executable)))
        .extracting(f -> f.severity().toString())
        .containsExactlyElementsOf(severity.equals("none") ? List.of() : List.of(severity));
  }

  @Test
  void executableForAnUnknownMachineIsNotJudged() {
    Executable executable = new Executable("boot.efi", Optional.empty(), true, false, false);
    assertThat(ExecutableRules.check(Architecture.ARM, List.of(executable))).isEmpty();
  }

  private static List<String> check(String listed, String... held) {
    List<MumFile> files = new ArrayList<>();
    for (String name : listed.split(" ", -1)) {
      if (!name.isEmpty()) {
        files.add(at("\\Windows\\" + name, name, files.size() + 1));
      }
    }
    return ListedFilesRules.check(files, entries(held)).stream()
        .map(f -> f.code() + " " + f.severity() + " " + f.line())
        .toList();
  }

  private static MumFile at(String place, String cabPath, int line) {
    return new MumFile(place, cabPath, new SourcePosition("update.mum", line, 1));
  }

  private static List<PackageEntry> entries(String... names) {
    return Arrays.stream(names)
        .map(name -> new PackageEntry(name, 0, ContentDigest.of(new byte[0])))
        .toList();
  }
}

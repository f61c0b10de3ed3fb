package dev.updatecenter.stage.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.stage.flighting.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownFailuresTest {
  private final KnownFailures known = KnownFailures.load();

  @ParameterizedTest
  @CsvSource({
    "0x80188302, already present",
    "0x8018830D, newer version installed",
    "0x80188304, finalize failed",
    "0x80188305, duplicate packages",
    "0x80188306, file collision",
    "0x80188307, package content invalid",
    "0x80188308, not enough space",
    "0x800B010A, chain not trusted",
    "0x800B0101, certificate out of its time",
    "0x8024A10F, update in progress",
    "0x80070070, disk full",
    "0x80073CF3, app conflict",
  })
  void namesTheCodesThatDevicesOfThisFieldGive(String code, String name) {
    KnownFailure failure = known.of(FailureCode.parse(code));

    assertThat(failure.name()).isEqualTo(name);
    assertThat(failure.listed()).isTrue();
    assertThat(failure.meaning()).endsWith(".");
    assertThat(failure.firstAid()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "0x80070005, Windows error 5",
    "0x80240016, Windows Update refused",
    "0x80188399, update component refused",
    "0x800B0109, certificate refused",
    "0x800F0203, setup refused",
    "0xA0070005, code of another vendor",
    "0xD0000022, status of the kernel",
    "0x87FF0001, unknown code",
  })
  void tellsOfAnUnlistedCodeWhereItComesFrom(String code, String name) {
    KnownFailure failure = known.of(FailureCode.parse(code));

    assertThat(failure.name()).isEqualTo(name);
    assertThat(failure.listed()).isFalse();
    assertThat(failure.firstAid()).isNotBlank();
  }

  @Test
  void devicesWithoutACodeAreToldOf() {
    assertThat(known.withoutCode().firstAid()).isNotBlank();
  }
}

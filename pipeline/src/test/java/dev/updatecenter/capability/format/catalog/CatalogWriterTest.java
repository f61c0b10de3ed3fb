package dev.updatecenter.capability.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.Catalogs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CatalogWriterTest {
  private static final MemberFile INF =
      Catalogs.member("x\\touch.inf", MemberHash.SHA256, bytes("inf"));
  private static final MemberFile SYS =
      new MemberFile("touch.sys", MemberKind.IMAGE, Set.of("01".repeat(32)));
  private static final Instant MADE = Instant.parse("2026-09-14T08:00:00Z");

  @Test
  void isReadBackAsItWasMeant() throws Exception {
    SecurityCatalog read =
        SecurityCatalog.parse(write(List.of(INF, SYS), Map.of("HWID1", "acpi\\x"), MADE));
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.thisUpdate()).isEqualTo(MADE);
    assertThat(read.signed()).isFalse();
    assertThat(read.attributes()).isEqualTo(Map.of("HWID1", "acpi\\x"));
    String inf = INF.digests().iterator().next();
    assertThat(read.members())
        .containsExactlyInAnyOrder(
            new CatalogMember("touch.inf", MemberHash.SHA256, inf, MemberKind.FLAT, "2:10.0"),
            new CatalogMember(
                "touch.sys", MemberHash.SHA256, "01".repeat(32), MemberKind.IMAGE, "2:10.0"))
        .isSortedAccordingTo((a, b) -> a.digest().compareTo(b.digest()));
  }

  @Test
  void followsFromItsContentAlone() throws Exception {
    byte[] first = write(List.of(INF, SYS), Map.of(), MADE);
    assertThat(write(List.of(SYS, INF), Map.of(), MADE)).isEqualTo(first);
    byte[] other = write(List.of(SYS), Map.of(), MADE);
    assertThat(SecurityCatalog.parse(other).listIdentifier())
        .hasSize(32)
        .isNotEqualTo(SecurityCatalog.parse(first).listIdentifier());
  }

  @Test
  void listsTwoFilesOfTheSameBytesOnce() throws Exception {
    MemberFile copy = new MemberFile("z.inf", MemberKind.FLAT, INF.digests());
    assertThat(SecurityCatalog.parse(write(List.of(copy, INF), Map.of(), MADE)).members())
        .extracting(CatalogMember::file)
        .containsExactly("touch.inf");
  }

  @Test
  void writesATimeBeyondTwoDigits() throws Exception {
    Instant far = Instant.parse("2061-01-02T03:04:05Z");
    assertThat(SecurityCatalog.parse(write(List.of(INF), Map.of(), far)).thisUpdate())
        .isEqualTo(far);
  }

  private static byte[] write(List<MemberFile> files, Map<String, String> attributes, Instant at) {
    return CatalogWriter.write(
        new CatalogContent(files, attributes, CatalogContent.WINDOWS_10, at));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

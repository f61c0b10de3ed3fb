package dev.updatecenter.capability.format.catalog;

import static dev.updatecenter.capability.format.catalog.CatalogRecipe.attribute;
import static dev.updatecenter.capability.format.catalog.CatalogRecipe.hex;
import static dev.updatecenter.capability.format.catalog.CatalogRecipe.indirect;
import static dev.updatecenter.capability.format.catalog.CatalogRecipe.nameValue;
import static dev.updatecenter.capability.format.catalog.CatalogRecipe.sequence;
import static dev.updatecenter.capability.format.catalog.CatalogRecipe.set;
import static dev.updatecenter.capability.format.catalog.CatalogRecipe.tlv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SecurityCatalogTest {
  private static final String ONE = "11".repeat(20);
  private static final String TWO = "22".repeat(32);
  private static final String THREE = "33".repeat(32);

  @Test
  void readsAV1CatalogWithItsTagsInHex() throws Exception {
    SecurityCatalog catalog =
        SecurityCatalog.parse(
            new CatalogRecipe(CatalogRecipe.V1)
                .v1("touch.sys", ONE, true)
                .extension("OS", "_v100_X64")
                .extension("HWID1", "acpi\\ctso0001")
                .bytes());
    assertThat(catalog.version()).isEqualTo(1);
    assertThat(catalog.hash()).isEqualTo(MemberHash.SHA1);
    assertThat(catalog.thisUpdate()).isEqualTo(Instant.parse("2020-01-31T23:59:59Z"));
    assertThat(catalog.members())
        .containsExactly(
            new CatalogMember("touch.sys", MemberHash.SHA1, ONE, MemberKind.IMAGE, "2:6.1"));
    assertThat(catalog.attributes())
        .isEqualTo(Map.of("OS", "_v100_X64", "HWID1", "acpi\\ctso0001"));
    assertThat(catalog.signed()).isFalse();
  }

  @Test
  void judgesAV2CatalogBySha256AlthoughItListsEachFileTwice() throws Exception {
    SecurityCatalog catalog =
        SecurityCatalog.parse(
            new CatalogRecipe(CatalogRecipe.V2).twin(ONE).v2("a.inf", TWO, 2).bytes());
    assertThat(catalog.members()).hasSize(2);
    assertThat(catalog.hash()).isEqualTo(MemberHash.SHA256);
    assertThat(catalog.judgedMembers())
        .containsExactly(new CatalogMember("a.inf", MemberHash.SHA256, TWO, MemberKind.FLAT, ""));
  }

  /** Makers may give a v1 member a tag of their own; its digest stands in its attributes. */
  @Test
  void takesTheDigestFromTheAttributesWhereTheTagIsATextOfItsMaker() throws Exception {
    byte[] tag = "touch\0".getBytes(StandardCharsets.UTF_16LE);
    byte[] member = sequence(tlv(4, tag), set(indirect(CatalogRecipe.SHA1, ONE)));
    assertThat(
            SecurityCatalog.parse(new CatalogRecipe(CatalogRecipe.V1).raw(member).bytes())
                .members())
        .extracting(CatalogMember::digest)
        .containsExactly(ONE);
  }

  @Test
  void readsPastPageHashesAndAttributesThatItDoesNotKnow() throws Exception {
    byte[] data =
        sequence(
            CatalogRecipe.oid("1.3.6.1.4.1.311.2.1.15"),
            sequence(
                tlv(3, new byte[] {5, (byte) 0xa0}), tlv(0xa0, tlv(0xa1, tlv(4, new byte[1036])))));
    byte[] digest =
        sequence(
            sequence(CatalogRecipe.oid(CatalogRecipe.SHA256), tlv(5, new byte[0])),
            tlv(4, hex(TWO)));
    byte[] member =
        sequence(
            tlv(4, hex(TWO)),
            set(
                attribute("1.3.6.1.4.1.311.12.2.3", tlv(0x80, new byte[0])),
                attribute("1.2.3.4", tlv(5, new byte[0])),
                attribute("1.3.6.1.4.1.311.2.1.4", sequence(data, digest))));
    assertThat(
            SecurityCatalog.parse(new CatalogRecipe(CatalogRecipe.V2).raw(member).bytes())
                .members())
        .containsExactly(new CatalogMember("", MemberHash.SHA256, TWO, MemberKind.IMAGE, ""));
  }

  @Test
  void showsNoControlCharactersOfNames() throws Exception {
    byte[] bytes = new CatalogRecipe(CatalogRecipe.V2).v2("a\u001b[2J\u202e.inf", TWO, 2).bytes();
    assertThat(SecurityCatalog.parse(bytes).members().get(0).file()).isEqualTo("a?[2J?.inf");
  }

  @ParameterizedTest
  @CsvSource({
    "23, 491231235959Z, 2049-12-31T23:59:59Z",
    "23, 500101000000Z, 1950-01-01T00:00:00Z",
    "24, 20510102030405Z, 2051-01-02T03:04:05Z"
  })
  void readsBothFormsOfTime(int tag, String text, Instant time) throws Exception {
    byte[] bytes = new CatalogRecipe(CatalogRecipe.V2).time(tag, text).bytes();
    assertThat(SecurityCatalog.parse(bytes).thisUpdate()).isEqualTo(time);
  }

  static Stream<Arguments> refused() {
    byte[] sound = new CatalogRecipe(CatalogRecipe.V2).v2("a.inf", TWO, 2).bytes();
    byte[] behind = Arrays.copyOf(sound, sound.length + 1);
    behind[sound.length] = 1;
    return Stream.of(
        arguments("nothing at all", new byte[0]),
        arguments("no DER", "<html>".getBytes(StandardCharsets.US_ASCII)),
        arguments("an indefinite length", hex("3080060a2b060104018237020104" + "0000")),
        arguments("a length of eight bytes", hex("30880000000000000001")),
        arguments("a length not the shortest", hex("3081017f")),
        arguments("bytes behind it", behind),
        arguments("too many zeros behind it", Arrays.copyOf(sound, sound.length + 8)),
        arguments("another usage", new CatalogRecipe(CatalogRecipe.V2).usage("1.2.3").bytes()),
        arguments("neither v1 nor v2", new CatalogRecipe("1.3.6.1.4.1.311.12.1.4").bytes()),
        arguments("no time", new CatalogRecipe(CatalogRecipe.V2).time(0x17, "now").bytes()),
        arguments(
            "two digests",
            withMember(sequence(tlv(4, hex(TWO)), set(indirect(CatalogRecipe.SHA256, THREE))))),
        arguments("no digest", withMember(sequence(tlv(4, new byte[7]), set()))),
        arguments(
            "a digest by MD5",
            withMember(
                sequence(
                    tlv(4, new byte[7]), set(indirect("1.2.840.113549.2.5", "44".repeat(16)))))),
        arguments(
            "a name that is no text",
            withMember(
                sequence(tlv(4, hex(TWO)), set(attribute(NameValue.OID, tlv(5, new byte[0])))))),
        arguments(
            "a name longer than any path",
            withMember(
                sequence(
                    tlv(4, hex(TWO)),
                    set(attribute(NameValue.OID, nameValue("File", "x".repeat(40_000))))))),
        arguments("nesting without end", nested(100_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesWhatIsNoCatalog(String what, byte[] bytes) {
    assertThatExceptionOfType(MalformedPackageException.class)
        .as(what)
        .isThrownBy(() -> SecurityCatalog.parse(bytes))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC3090"));
  }

  @Test
  void readsTensOfThousandsOfMembers() throws Exception {
    CatalogRecipe recipe = new CatalogRecipe(CatalogRecipe.V2);
    for (int i = 0; i < 40_000; i++) {
      recipe.v2("f" + i + ".dll", String.format("%064x", i), 0);
    }
    assertThat(SecurityCatalog.parse(recipe.bytes()).members()).hasSize(40_000);
  }

  private static byte[] withMember(byte[] member) {
    return new CatalogRecipe(CatalogRecipe.V2).raw(member).bytes();
  }

  private static byte[] nested(int deep) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = deep; i > 0; i--) {
      int content = 6 * i;
      out.writeBytes(new byte[] {0x30, (byte) 0x84});
      out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(content).array());
    }
    return Arrays.copyOf(out.toByteArray(), 6 * deep + 6);
  }
}

package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathHashPrefixesTest {
  private static final String PATH = "packages/0123456789abcdef/driver.cab";

  private static final String HASH = PathHashPrefixes.hash(PATH);

  @Test
  void hashIsTheOneOfThePathsBytes() {
    // FIPS 180-4, the example of one block
    assertThat(PathHashPrefixes.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void coversByAPrefixOfAnyLength() {
    for (int digits = 1; digits <= 64; digits++) {
      String prefix = HASH.substring(0, digits);
      String other = prefix.substring(0, digits - 1) + (prefix.endsWith("0") ? "1" : "0");

      assertThat(new PathHashPrefixes(List.of("0".repeat(64), prefix)).cover(PATH)).isTrue();
      assertThat(new PathHashPrefixes(List.of(other)).cover(PATH)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AB", "0g", "ab ", "0x12"})
  void refusesWhatIsNoPrefixOfADigest(String prefix) {
    assertThatThrownBy(() -> new PathHashPrefixes(List.of(prefix)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PathHashPrefixes(List.of("0".repeat(65))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PathHashPrefixes(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "neither;",
        "both; \"paths\":[\"a/*\"],\"path_hash_prefixes\":[\"ab\"]",
        "no pattern; \"paths\":[]",
        "no prefix; \"path_hash_prefixes\":[]",
        "upper case; \"path_hash_prefixes\":[\"AB\"]",
        "no text; \"path_hash_prefixes\":[7]",
        "no list; \"path_hash_prefixes\":\"ab\"",
        "no time; \"path_hash_prefixes\":[\"ab\"],\"role_expires\":\"soon\""
      })
  void delegationWithoutExactlyOneKindOfPathsIsMalformed(String name, String paths)
      throws MalformedDocumentException {
    String fields = paths == null ? "" : "," + paths;
    String json =
        "{\"name\":\"a\",\"keyids\":[\""
            + "0".repeat(64)
            + "\"],\"threshold\":1,\"terminating\":false"
            + fields
            + "}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> DelegatedRole.parse(MetadataFields.of(Json.read(bytes, name), "targets.json")))
        .isInstanceOf(MalformedMetadataException.class);
  }

  @Test
  void isWrittenAsItIsRead() throws Exception {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", "packages-10.0.1.0");
    plain.put("keyids", List.of("0".repeat(64)));
    plain.put("threshold", 1);
    plain.put("terminating", false);
    plain.put("path_hash_prefixes", List.of("0a1b2c", "ff"));
    plain.put("role_expires", "2027-11-20T08:00:00Z");

    DelegatedRole role =
        DelegatedRole.parse(MetadataFields.of(Json.read(Json.bytes(plain), "t"), "targets.json"));

    assertThat(role.toPlain()).isEqualTo(plain);
  }
}

package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
  private static Fields read(String json) throws MalformedDocumentException {
    return Fields.document(json.getBytes(StandardCharsets.UTF_8), "doc.json", "Offer", 1);
  }

  @Test
  void ignoresKeysThatNobodyAsksFor() throws MalformedDocumentException {
    Fields fields = read("{\"schemaVersion\":1,\"kind\":\"Offer\",\"later\":{},\"v\":\"1.2.3.4\"}");

    assertThat(fields.value("v", PackageVersion::parse)).hasToString("1.2.3.4");
    assertThat(fields.optional("w", PackageVersion::parse)).isEmpty();
  }

  @Test
  void takesALaterMinorVersion() throws MalformedDocumentException {
    assertThat(read("{\"schemaVersion\":1.3,\"kind\":\"Offer\"}").text("kind")).isEqualTo("Offer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|an object is expected",
        "{\"kind\":\"Offer\"}|'schemaVersion' is missing",
        "{\"schemaVersion\":2,\"kind\":\"Offer\"}|only 1 is known",
        "{\"schemaVersion\":1,\"kind\":\"Rollout\"}|'kind' is Rollout, not Offer",
        "{\"schemaVersion\":1,\"kind\":7}|'kind' is not a string",
      })
  void refusesAnotherKindOrMajorVersion(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesValuesOfAnotherTypeAtTheirLine() throws MalformedDocumentException {
    Fields f = read("{\"schemaVersion\":1,\"kind\":\"Offer\",\n\"n\":-1,\"t\":\"x\",\"o\":{}}");

    assertThatThrownBy(() -> f.integer("n", 0, 9)).hasMessageContaining("doc.json:2:");
    assertThatThrownBy(() -> f.integer("t", 0, 9)).hasMessageContaining("not an integer");
    assertThatThrownBy(() -> f.decimal("t")).hasMessageContaining("not a number");
    assertThatThrownBy(() -> f.objects("o")).hasMessageContaining("not an array");
    assertThatThrownBy(() -> f.object("t")).hasMessageContaining("an object is expected");
    assertThatThrownBy(() -> f.value("t", Instant::parse)).hasMessageContaining("'t'");
  }
}

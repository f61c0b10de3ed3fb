package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** Each example under schemas/ is what the folder that it lies in says. */
final class SchemaExamplesTest {
  private static final Path SCHEMAS =
      Path.of(System.getProperty("basedir", "."), "..", "schemas").normalize();
  private static final String EXPECT = "# expect: ";
  private static final int FEWEST_INVALID = 3;

  @ParameterizedTest
  @MethodSource("validExamples")
  void acceptsValidExamples(Path example) throws Exception {
    assertThat(check(example)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalidExamples")
  void refusesInvalidExamplesInTheWordsThatTheyExpect(Path example) throws Exception {
    List<Finding> findings = check(example);
    assertThat(findings).hasSize(1);
    Finding f = findings.get(0);
    assertThat(f.file()).isEqualTo(example.getFileName().toString());
    assertThat(f.line()).isPositive();
    String told = "%d:%d %s %s %s".formatted(f.line(), f.column(), f.code(), f.message(), f.why());
    assertThat(told).contains(expected(example));
    assertThat(expected(example))
        .as("names the fault: its code and where it is")
        .containsPattern("UC100[123] .*" + lastKey(f.subject()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySchemaHasExamplesOfBothKindsAndItsOwnId(String name) throws IOException {
    assertThat(files(name, "valid")).isNotEmpty();
    assertThat(files(name, "invalid")).hasSizeGreaterThanOrEqualTo(FEWEST_INVALID);
    assertThat(Schemas.text(name))
        .get()
        .asString()
        .contains("\"$id\": \"https://updatecenter.dev/schemas/" + name + ".schema.json\"")
        .contains("\"description\"");
  }

  @Test
  void namesAreTheFilesThatThereAre() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(
              files
                  .map(f -> f.getFileName().toString())
                  .filter(f -> f.endsWith(".schema.json") && !f.startsWith("common."))
                  .map(f -> f.substring(0, f.length() - ".schema.json".length())))
          .containsExactlyInAnyOrderElementsOf(Schemas.names());
    }
  }

  @Test
  void deviceModelsOfTheKitAreValidXml() throws Exception {
    for (Path example : files("IoTDeviceModel", "valid")) {
      deviceModel().validate(new StreamSource(example.toFile()));
    }
  }

  @Test
  void faultyDeviceModelsAreRefused() throws Exception {
    List<Path> examples = files("IoTDeviceModel", "invalid");
    assertThat(examples).isNotEmpty();
    for (Path example : examples) {
      assertThatThrownBy(() -> deviceModel().validate(new StreamSource(example.toFile())))
          .as(example.toString())
          .isInstanceOf(SAXException.class);
    }
  }

  private static Validator deviceModel() throws SAXException {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    Validator validator =
        factory.newSchema(SCHEMAS.resolve("IoTDeviceModel.xsd").toFile()).newValidator();
    validator.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    return validator;
  }

  private static List<Finding> check(Path example) throws Exception {
    String schema = SCHEMAS.relativize(example).getName(0).toString();
    return SchemaCheck.check(schema, read(example));
  }

  private static Node read(Path example) throws Exception {
    String name = example.getFileName().toString();
    byte[] content = Files.readAllBytes(example);
    return name.endsWith(".json") ? Json.read(content, name) : Yaml.read(content, name);
  }

  /** Of {@code rings[1].gate.soak} the soak: what is wrong, or in what something is missing. */
  private static String lastKey(String subject) {
    return Pattern.quote(subject.substring(subject.lastIndexOf('.') + 1));
  }

  /** YAML says it in its first line, JSON under a key that machines ignore. */
  private static String expected(Path example) throws Exception {
    if (example.toString().endsWith(".json")) {
      return read(example).text("expect").orElseThrow();
    }
    String first = Files.readString(example, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    assertThat(first).startsWith(EXPECT);
    return first.substring(EXPECT.length());
  }

  static Stream<String> names() {
    return Schemas.names().stream();
  }

  static Stream<Path> validExamples() throws IOException {
    return examples("valid");
  }

  static Stream<Path> invalidExamples() throws IOException {
    return examples("invalid");
  }

  private static Stream<Path> examples(String kind) throws IOException {
    Stream.Builder<Path> all = Stream.builder();
    for (String name : Schemas.names()) {
      files(name, kind).forEach(all);
    }
    return all.build();
  }

  private static List<Path> files(String schema, String kind) throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS.resolve(schema).resolve(kind))) {
      return files.sorted().toList();
    }
  }
}

package dev.updatecenter.kernel.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaCheckTest {
  private static final String POLICY =
      """
      apiVersion: updatecenter/v1
      kind: Policy
      metadata: { product: ContosoKiosk }
      """;

  @Test
  void tellsEveryBreachOfADocumentInReadingOrder() throws Exception {
    List<Finding> findings =
        check(
            """
            apiVersion: updatecenter/v2
            kind: Policy
            metadata: { product: ContosoKiosk, prodct: x }
            profile: lab
            submiters: []
            """);
    assertThat(findings)
        .extracting(f -> f.line() + " " + f.code() + " " + f.message())
        .containsExactly(
            "1 UC1003 'submitters' is missing in the document",
            "1 UC1003 apiVersion is 'updatecenter/v2'",
            "3 UC1002 unknown key 'prodct' in metadata; did you mean 'product'?",
            "5 UC1002 unknown key 'submiters'; did you mean 'submitters'?");
  }

  @Test
  void saysHowToMendWhatYamlTookForANumber() throws Exception {
    assertThat(check(POLICY + "profile: lab\nsubmitters: [ { name: 7, certificate: 8 } ]\n"))
        .hasSize(2)
        .allSatisfy(f -> assertThat(f.fix()).isEqualTo("Put the value in quotes."));
  }

  @Test
  void namesTheKnownKeysWhereNoneIsNear() throws Exception {
    assertThat(check(POLICY + "profile: lab\nsubmitters: []\nwhatever: 1\n"))
        .singleElement()
        .satisfies(f -> assertThat(f.fix()).contains("submitters").contains("least"));
  }

  @Test
  void keepsControlCharactersAndLongValuesOutOfMessages() throws Exception {
    String hostile = "\"\\e[2J\\u202Ex" + "y".repeat(900) + "\"";
    List<Finding> findings = check(POLICY + "profile: " + hostile + "\n" + hostile + ": 1\n");
    assertThat(findings).isNotEmpty();
    assertThat(findings)
        .allSatisfy(
            f -> {
              assertThat(f.message() + f.subject())
                  .doesNotContain("\u001b")
                  .doesNotContain("\u202e");
              assertThat(f.message()).hasSizeLessThan(400);
              assertThat(f.subject()).hasSizeLessThan(200);
            });
  }

  @Test
  void refusesADocumentThatIsNoMapping() throws Exception {
    assertThat(check("[]"))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .isEqualTo("the document is a list, but a policy is wanted"));
  }

  @Test
  void knowsNoSchemaOutsideTheProgram() {
    Node node = new Node.Scalar(null, dev.updatecenter.kernel.core.SourcePosition.of("x"));
    for (String name : List.of("../x", "https://example.com/x", "")) {
      assertThatThrownBy(() -> SchemaCheck.check(name, node))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(Schemas.text(name)).isEmpty();
    }
  }

  @Test
  void whatTheOthersReferToIsShownAndChecksNothing() {
    Node node = new Node.Scalar(null, dev.updatecenter.kernel.core.SourcePosition.of("x"));

    assertThat(Schemas.text("common")).hasValueSatisfying(t -> assertThat(t).contains("$defs"));
    assertThatThrownBy(() -> SchemaCheck.check("common", node))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Finding> check(String yaml) throws MalformedDocumentException {
    Node document = Yaml.read(yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml");
    return SchemaCheck.check("policy", document);
  }
}

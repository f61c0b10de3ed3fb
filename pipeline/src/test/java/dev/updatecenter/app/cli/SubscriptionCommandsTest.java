package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.validation.approval.ActStatement;
import dev.updatecenter.stage.validation.approval.SignedAct;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionCommandsTest {
  private static final String[] TERMS = {
    "--product=ContosoKiosk",
    "--quantity=12",
    "--billing-domain=Contoso.OnMicrosoft.com",
    "--admin-domain=kiosks.contoso.com",
    "--notes=Order 4711"
  };

  private static Path registered = Path.of("");
  private static Path subscribed = Path.of("");
  private static String before = "";

  private final Path folder;
  private Path home;

  SubscriptionCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    this.home = subscribed;
  }

  @BeforeAll
  static void register(@TempDir Path folder) throws Exception {
    registered = SampleHome.registered(folder.resolve("registered"));
    subscribed = SampleHome.copy(registered, folder.resolve("subscribed"));
    run(subscribed, "create", "Kiosks", TERMS).endsWith(0);
    before = String.valueOf(listed(subscribed).toPlain());
  }

  /** A home of its own, without a subscription. */
  private void withoutSubscription() throws Exception {
    home = SampleHome.copy(registered, folder.resolve("home"));
  }

  private CommandRun subscription(String act, String name, String... more) {
    return run(home, act, name, more);
  }

  private static CommandRun run(Path home, String act, String name, String... more) {
    return CommandRun.of(
        home,
        Stream.concat(Stream.of("--json", "subscription", act, name), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Node listed() throws Exception {
    return listed(home);
  }

  private static Node listed(Path home) throws Exception {
    Node json = CommandRun.of(home, "--json", "subscription", "list").endsWith(0).json();
    assertThat(SchemaCheck.check("subscription-list", json)).isEmpty();
    return json;
  }

  private static List<String> codes(Node result) {
    return result.get("findings").orElseThrow().elements().stream()
        .map(f -> f.text("code").orElseThrow())
        .toList();
  }

  private static Node changed(CommandRun run, String state) throws Exception {
    Node json = run.endsWith(0).json();
    assertThat(SchemaCheck.check("subscription-result", json)).isEmpty();
    assertThat(json.text("state")).hasValue(state);
    return json;
  }

  @Test
  void createsUpdatesAndDeletesOnceEach() throws Exception {
    withoutSubscription();
    assertThat(codes(listed())).containsExactly("UC6090");
    Node created = changed(subscription("create", "Kiosks", TERMS), "created");
    // A lab's policy lists no Flighter: allowed, and said.
    assertThat(codes(created)).containsExactly("UC1174");
    changed(subscription("create", "KIOSKS", TERMS), "unchanged");
    Node listed = listed();
    assertThat(codes(listed)).isEmpty();
    Node only = listed.get("subscriptions").orElseThrow().elements().get(0);
    assertThat(only.text("billingDomain")).hasValue("contoso.onmicrosoft.com");
    assertThat(only.text("notes")).hasValue("Order 4711");

    String[] less = {"--product=ContosoKiosk", "--quantity=11", "--notes="};
    Node below = changed(subscription("update", "kiosks", less), "updated");
    assertThat(codes(below)).containsExactlyInAnyOrder("UC6091", "UC1174");
    assertThat(below.get("subscription").flatMap(s -> s.text("notes"))).hasValue("");
    assertThat(below.get("subscription").flatMap(s -> s.text("name"))).hasValue("Kiosks");
    changed(subscription("update", "Kiosks", less), "unchanged");
    assertThat(CommandRun.of(home, "subscription", "list").out())
        .contains("ContosoKiosk: 12 devices enrolled of 11 in 1 subscription", "UC6091");

    changed(subscription("delete", "Kiosks", "--product=ContosoKiosk"), "deleted");
    subscription("delete", "Kiosks", "--product=ContosoKiosk").endsWith(5);
    assertThat(listed().get("subscriptions").orElseThrow().elements()).isEmpty();
  }

  @Test
  void quantitiesOfSeveralAddUp() throws Exception {
    withoutSubscription();
    changed(subscription("create", "First", TERMS), "created");
    subscription("update", "First", "--product=ContosoKiosk", "--quantity=10").endsWith(0);
    assertThat(codes(listed())).containsExactly("UC6091");

    changed(subscription("create", "Second", TERMS), "created");

    Node listed = listed();
    assertThat(codes(listed)).isEmpty();
    assertThat(listed.get("products").orElseThrow().elements().get(0).toPlain())
        .isEqualTo(
            Map.of(
                "product", "ContosoKiosk",
                "required", true,
                "subscriptions", 2L,
                "quantity", 22L,
                "devices", 12L));
  }

  @ParameterizedTest
  @CsvSource({
    "create, --quantity=9, 2, UC1180",
    "create, --quantity=500001, 2, UC1180",
    "create, --quantity=twelve, 2, UC1030",
    "create, --billing-domain=contoso, 2, UC1030",
    "create, --admin-domain=a..b, 2, UC1030",
    "create, --notes=two\u0007lines, 2, UC1181",
    "create, --quantity=13, 6, UC1182",
    "create, --product=ContosoPanel, 5, UC1052",
    "update, --quantity=0, 2, UC1180",
    "update, --product=ContosoPanel, 5, UC1052",
    "delete, --product=ContosoPanel, 5, UC1052",
    "create, --as=nobody, 4, UC1173",
  })
  void refusesAndChangesNothing(String act, String option, int exit, String code) throws Exception {
    String name = option.substring(0, option.indexOf('=') + 1);
    List<String> options = new ArrayList<>(List.of(option));
    for (String term : TERMS) {
      boolean known = act.equals("create") || term.startsWith("--product");
      if (known && !term.startsWith(name)) {
        options.add(term);
      }
    }

    CommandRun run = subscription(act, "Kiosks", options.toArray(String[]::new));

    assertThat(run.endsWith(exit).out()).contains(code);
    assertThat(String.valueOf(listed().toPlain())).isEqualTo(before);
  }

  @Test
  void aFlightersKeySignsTheWholeEntry() throws Exception {
    withoutSubscription();
    String id = keyOf("flo");
    registerPolicy(policy(id));

    Node created = changed(subscription("create", "Kiosks", TERMS), "created");

    assertThat(created.text("by")).hasValue("flo");
    assertThat(codes(created)).isEmpty();
    ActStatement said = lastSigned();
    assertThat(said.by()).isEqualTo("flo");
    assertThat(said.act()).isEqualTo("create-subscription");
    assertThat(said.facts())
        .isEqualTo(
            Map.of(
                "name", "Kiosks",
                "quantity", "12",
                "billingDomain", "contoso.onmicrosoft.com",
                "adminDomain", "kiosks.contoso.com",
                "notes", "Order 4711"));
    subscription("delete", "Kiosks", "--product=ContosoKiosk", "--as=ann").endsWith(2);
    keyOf("ann");
    subscription("delete", "Kiosks", "--product=ContosoKiosk", "--as=ann").endsWith(4);
    assertThat(listed().get("subscriptions").orElseThrow().elements()).hasSize(1);
  }

  private String keyOf(String person) throws Exception {
    return CommandRun.of(home, "--json", "keys", "generate", "--as", person)
        .endsWith(0)
        .json()
        .get("people")
        .orElseThrow()
        .elements()
        .get(0)
        .text("keyId")
        .orElseThrow();
  }

  private static String policy(String flighter) throws Exception {
    String sample =
        Files.readString(
            SampleHome.WORKSPACE.resolve("Source-arm/Products/ContosoKiosk/policy.yaml"));
    return sample
        + "people:\n  - { name: flo, keys: [%s], roles: [Flighter] }\n".formatted(flighter);
  }

  /** As an import does, without its questions. */
  private void registerPolicy(String policy) throws Exception {
    try (Wiring wiring = SampleHome.wiring(home)) {
      RegisteredProduct product = wiring.models().find(SampleHome.PRODUCT).orElseThrow();
      wiring
          .models()
          .register(RegisteredProduct.of(product.productYaml(), policy, wiring.clock().instant()));
    }
  }

  private ActStatement lastSigned() throws Exception {
    try (Wiring wiring = SampleHome.wiring(home)) {
      List<AuditRecord> records = new ArrayList<>();
      wiring.auditTrail().records(SampleHome.PRODUCT).forEachRemaining(records::add);
      String document = records.get(records.size() - 1).facts().get("signed");
      return SignedAct.read(
          String.valueOf(document).getBytes(StandardCharsets.UTF_8), "the last act");
    }
  }

  @Test
  void listsNothingWithoutAHomeAndMakesNone() throws Exception {
    Path none = folder.resolve("none");

    assertThat(CommandRun.of(none, "subscription", "list").endsWith(0).out()).isEmpty();
    assertThat(none).doesNotExist();
  }
}

package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.validation.approval.ActStatement;
import dev.updatecenter.stage.validation.approval.SignedAct;
import dev.updatecenter.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices are enrolled by whom policy.yaml lists as a Flighter, and by nobody else. */
class FlighterActsTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final DeviceId DEVICE = DeviceId.parse("ab".repeat(32));

  private final Wiring wiring;

  FlighterActsTest(@TempDir Path folder) {
    this.wiring =
        new Wiring(
            new Home(folder.resolve("home")),
            Configuration.EMBEDDED,
            new SettableClock(Instant.parse("2026-11-20T08:00:00Z")),
            Progress.NONE);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Acting key(String name) {
    wiring.personKeys().generate(name);
    return wiring.personKeys().acting(Optional.of(name));
  }

  private static String person(String name, Acting key, String role) {
    return "  - { name: %s, keys: [%s], roles: [%s] }\n"
        .formatted(name, key.signer().key().id(), role);
  }

  private void policy(String profile, String people) {
    String yaml =
        """
        apiVersion: updatecenter/v1
        kind: Policy
        metadata: { product: ContosoKiosk }
        profile: %s
        submitters: []
        """
            .formatted(profile);
    wiring
        .models()
        .register(
            RegisteredProduct.of(
                RingsTest.MODEL,
                yaml + (people.isEmpty() ? "" : "people:\n" + people),
                wiring.clock().instant()));
  }

  private Enrolment.Result enrol(Optional<String> as) {
    return new Enrolment(wiring, as).enrol(DEVICE, PRODUCT, RingName.PREVIEW);
  }

  private void refused(ExitCode exit, Optional<String> as) {
    assertThatThrownBy(() -> enrol(as))
        .asInstanceOf(type(UpdateCenterException.class))
        .extracting(UpdateCenterException::exit)
        .isEqualTo(exit);
    assertThat(wiring.reports().find(PRODUCT, DEVICE)).isEmpty();
  }

  @Test
  void auditKeepsTheSignatureOfWhoeverEnrols() throws Exception {
    Acting flo = key("flo");
    policy("production", person("flo", flo, "Flighter"));

    assertThat(enrol(Optional.of("flo")).notice()).isEmpty();

    List<AuditRecord> records = new ArrayList<>();
    wiring.auditTrail().records(PRODUCT).forEachRemaining(records::add);
    assertThat(records).hasSize(2);
    assertThat(records.get(0).facts())
        .containsEntry("by", "flo")
        .containsEntry("key", flo.signer().key().id().hex());
    String document = String.valueOf(records.get(1).facts().get("signed"));
    ActStatement said = SignedAct.read(document.getBytes(StandardCharsets.UTF_8), "signed");
    assertThat(said.act()).isEqualTo("enrol-device");
    assertThat(said.key()).isEqualTo(flo.signer().key());
    assertThat(said.facts())
        .isEqualTo(Map.of("device", DEVICE.toString(), "ring", RingName.PREVIEW.value()));
  }

  @Test
  void theOnlyFlighterWhoseKeyIsHereActs() {
    String people = person("flo", key("flo"), "Flighter") + person("ann", key("ann"), "Approver");
    policy("lab", people);

    assertThat(enrol(Optional.empty()).device().ring()).isEqualTo(RingName.PREVIEW);
  }

  @Test
  void asksWhichOfTwoFlightersActs() {
    policy("lab", person("flo", key("flo"), "Flighter") + person("fay", key("fay"), "Flighter"));

    refused(ExitCode.USAGE, Optional.empty());
    assertThat(enrol(Optional.of("fay")).notice()).isEmpty();
  }

  @Test
  void refusesOtherRolesOtherKeysAndStrangers() {
    Acting flo = key("flo");
    Acting ann = key("ann");
    key("eve");
    policy("lab", person("flo", ann, "Flighter") + person("ann", flo, "Approver"));

    refused(ExitCode.NOT_ALLOWED, Optional.of("flo"));
    refused(ExitCode.NOT_ALLOWED, Optional.of("ann"));
    refused(ExitCode.NOT_ALLOWED, Optional.of("eve"));
    refused(ExitCode.USAGE, Optional.of("mia"));
  }

  @Test
  void labWithoutFlightersLeavesItToAnybodyAndSaysSo() {
    policy("lab", person("ann", key("ann"), "Approver"));

    assertThat(enrol(Optional.empty()).notice()).map(Finding::code).hasValue("UC1174");
    assertThat(wiring.reports().find(PRODUCT, DEVICE)).isPresent();
  }

  @Test
  void labWithoutFlightersHasNobodyToActAs() {
    policy("lab", person("ann", key("ann"), "Approver"));

    refused(ExitCode.NOT_ALLOWED, Optional.of("ann"));
  }

  @Test
  void productionWithoutFlightersEnrolsNothing() {
    policy("production", person("ann", key("ann"), "Approver"));

    refused(ExitCode.NOT_ALLOWED, Optional.empty());
  }
}

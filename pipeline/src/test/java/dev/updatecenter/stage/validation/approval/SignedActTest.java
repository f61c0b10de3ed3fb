package dev.updatecenter.stage.validation.approval;

import static dev.updatecenter.stage.validation.approval.ApprovalWorld.NOW;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.POLICY;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.PRODUCT;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.SEC;
import static dev.updatecenter.stage.validation.approval.ApprovalWorld.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedActTest {
  private static final ActStatement ENROLS =
      new ActStatement(
          PRODUCT,
          "enrol-device",
          Map.of("device", "00", "ring", "Preview"),
          POLICY,
          "sec",
          SEC.key(),
          NOW);

  @Test
  void readsWhatItSigned() throws Exception {
    byte[] document = SignedAct.sign(ENROLS, SEC);

    assertThat(SignedAct.read(document, "a")).isEqualTo(ENROLS);
    assertThat(SchemaCheck.check("signed-act", Json.read(document, "a"))).isEmpty();
  }

  @Test
  void signsWithTheKeyItNamesOnly() {
    assertThatIllegalArgumentException().isThrownBy(() -> SignedAct.sign(ENROLS, STRANGER));
  }

  @ParameterizedTest
  @CsvSource({
    "Preview, Later",
    "enrol-device, enrol-devicf",
    "ContosoKiosk, ContosoKiosl",
    "2026-11-22T10, 2026-11-23T10",
    "\"sec\", \"ann\"",
  })
  void refusesWhatWasChangedSince(String said, String changed) {
    String document = new String(SignedAct.sign(ENROLS, SEC), StandardCharsets.UTF_8);
    assertThat(document).contains(said);

    byte[] forged = document.replace(said, changed).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> SignedAct.read(forged, "a"))
        .isInstanceOf(ApprovalSignatureException.class);
  }

  @Test
  void refusesTheSignatureOfAnotherKey() throws Exception {
    String mine = new String(SignedAct.sign(ENROLS, SEC), StandardCharsets.UTF_8);
    ActStatement theirs =
        new ActStatement(PRODUCT, ENROLS.act(), ENROLS.facts(), POLICY, "sec", STRANGER.key(), NOW);
    String other = new String(SignedAct.sign(theirs, STRANGER), StandardCharsets.UTF_8);
    String forged =
        other.replaceAll("\"signature\".*", "") + mine.replaceAll(".*(?=\"signature\")", "");

    assertThatThrownBy(() -> SignedAct.read(forged.getBytes(StandardCharsets.UTF_8), "a"))
        .isInstanceOf(ApprovalSignatureException.class);
  }

  @Test
  void refusesAnApproval() {
    byte[] approval = Approval.sign(ApprovalWorld.approves("sec", SEC), SEC).document();

    assertThatThrownBy(() -> SignedAct.read(approval, "a"))
        .isInstanceOf(MalformedDocumentException.class)
        .hasMessageContaining("kind");
  }
}

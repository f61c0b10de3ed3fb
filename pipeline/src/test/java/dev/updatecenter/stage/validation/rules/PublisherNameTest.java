package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherNameTest {
  /** businessCategory as UTF8String, the country of incorporation as PrintableString. */
  private static final X500Principal SUBJECT =
      subject(
          "1.3.6.1.4.1.311.60.2.1.3=US, BusinessCategory=Private Organization,"
              + " SERIALNUMBER=TEST-0001, C=US, ST=Washington, O=Contoso\\, TEST, CN=TEST release");

  @Test
  void takesTheSpellingOfWindows() {
    assertThat(
            PublisherName.same(
                "CN=TEST release, O=\"Contoso, TEST\", S=Washington, C=US, SERIALNUMBER=TEST-0001,"
                    + " OID.2.5.4.15=Private Organization, OID.1.3.6.1.4.1.311.60.2.1.3=US",
                SUBJECT))
        .isTrue();
  }

  @Test
  void spellsWhatItTakes() {
    String spelled = PublisherName.spell(SUBJECT);
    assertThat(spelled)
        .contains("S=Washington", "SERIALNUMBER=TEST-0001")
        .contains("OID.2.5.4.15=Private Organization", "OID.1.3.6.1.4.1.311.60.2.1.3=US")
        .doesNotContain("#");
    assertThat(PublisherName.same(spelled, SUBJECT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=TEST release",
        "CN=TEST release, O=\"Contoso, TEST\", S=Washington, C=US, SERIALNUMBER=TEST-0001,"
            + " OID.2.5.4.15=Government Entity, OID.1.3.6.1.4.1.311.60.2.1.3=US",
        "CN=TEST release, O=Contoso TEST, S=Washington, C=US, SERIALNUMBER=TEST-0001,"
            + " OID.2.5.4.15=Private Organization, OID.1.3.6.1.4.1.311.60.2.1.3=US",
        "no name at all"
      })
  void refusesAnotherName(String publisher) {
    assertThat(PublisherName.same(publisher, SUBJECT)).isFalse();
  }

  private static X500Principal subject(String name) {
    try {
      return new X500Principal(new X500Name(name).getEncoded());
    } catch (IOException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}

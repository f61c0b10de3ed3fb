package dev.updatecenter.capability.format.appx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Publisher is the subject, or it is not: judged by parts, never by spelling. */
class PublisherNameTest {
  /** As certificate authorities write it: countries first, string types mixed. */
  private static final PublisherName EV =
      PublisherName.of(
          subject(
              "1.3.6.1.4.1.311.60.2.1.3=US, 1.3.6.1.4.1.311.60.2.1.2=Washington,"
                  + " BusinessCategory=Private Organization, SERIALNUMBER=TEST-0001, C=US,"
                  + " ST=Washington, L=Redmond, O=Contoso\\, TEST, CN=TEST release"));

  private static final String AS_WINDOWS =
      "CN=TEST release, O=\"Contoso, TEST\", L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.2=Washington, OID.1.3.6.1.4.1.311.60.2.1.3=US";

  @Test
  void takesTheSpellingOfWindowsAndSpellsIt() {
    assertThat(PublisherName.parse(AS_WINDOWS)).isEqualTo(EV);
    assertThat(EV.spell()).isEqualTo(AS_WINDOWS);
    assertThat(PublisherName.isSpelledForWindows(AS_WINDOWS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S=Washington | ST=Washington",
        "S=Washington | OID.2.5.4.8=Washington",
        "OID.1.3.6.1.4.1.311.60.2.1.3=US | 1.3.6.1.4.1.311.60.2.1.3=US",
        "OID.2.5.4.15=Private Organization | BusinessCategory=Private Organization",
        "SERIALNUMBER=TEST-0001 | OID.2.5.4.5=TEST-0001",
        "SERIALNUMBER=TEST-0001 | serialNumber=TEST-0001",
        "CN=TEST release | cn=TEST release",
        "CN=TEST release | CN=\"TEST release\"",
        "CN=TEST release | CN=#0c0c544553542072656c65617365",
        "CN=TEST release | CN= TEST release",
        "O=\"Contoso, TEST\" | O=Contoso\\, TEST",
        "L=Redmond, S | L=Redmond,S",
        "L=Redmond, S | L=Redmond;S",
        "OID.2.5.4.15=Private Organization |"
            + " OID.2.5.4.15=#131450726976617465204f7267616e697a6174696f6e",
      })
  void spellingDoesNotCount(String what, String by) {
    assertThat(AS_WINDOWS).contains(what);
    assertThat(PublisherName.parse(AS_WINDOWS.replace(what, by))).isEqualTo(EV);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=TEST release | CN=test release",
        "CN=TEST release | CN=TEST  release",
        "CN=TEST release | CN=TEST releases",
        "CN=TEST release | CN=\" TEST release\"",
        "CN=TEST release, | ''",
        "CN=TEST release | OU=TEST release",
        "OID.2.5.4.15=Private Organization | OID.2.5.4.15=Government Entity",
        "OID.2.5.4.15=Private Organization | OID.2.5.4.16=Private Organization",
        "OID.1.3.6.1.4.1.311.60.2.1.3=US | OID.1.3.6.1.4.1.311.60.2.1.3=USA",
        "L=Redmond, S=Washington | S=Washington, L=Redmond",
        "L=Redmond, S=Washington | L=Redmond+S=Washington",
        "O=\"Contoso, TEST\" | O=Contoso TEST",
        "SERIALNUMBER | SN",
      })
  void anythingElseDoes(String what, String by) {
    assertThat(AS_WINDOWS).contains(what);
    String other = AS_WINDOWS.replace(what, by).strip();
    assertThat(PublisherName.parse(other)).isNotEqualTo(EV);
  }

  @Test
  void orderTheOtherWayRoundIsAnotherNameThatIsRecognized() {
    PublisherName turned = PublisherName.parse("C=US, O=Contoso TEST, CN=TEST");
    assertThat(turned).isNotEqualTo(PublisherName.parse("CN=TEST, O=Contoso TEST, C=US"));
    assertThat(turned.reversed()).isEqualTo(PublisherName.parse("CN=TEST, O=Contoso TEST, C=US"));
  }

  @Test
  void stringTypeOfTheEncodingDoesNotCount() throws IOException {
    PublisherName spelled = PublisherName.parse("CN=Tést");
    assertThat(encoded("2.5.4.3", new DERUTF8String("Tést"))).isEqualTo(spelled);
    assertThat(encoded("2.5.4.3", new DERBMPString("Tést"))).isEqualTo(spelled);
    PublisherName mail = PublisherName.parse("E=a@b.example");
    assertThat(encoded("1.2.840.113549.1.9.1", new DERIA5String("a@b.example"))).isEqualTo(mail);
    assertThat(encoded("1.2.840.113549.1.9.1", new DERUTF8String("a@b.example"))).isEqualTo(mail);
    assertThat(encoded("2.5.4.3", new DERPrintableString("TEST")))
        .isEqualTo(PublisherName.parse("CN=TEST"));
  }

  @Test
  void valuesThatAreNoTextAreComparedAsEncoded() throws IOException {
    PublisherName octets = encoded("1.2.3.4", new DEROctetString(new byte[] {1, 2}));
    assertThat(octets).isEqualTo(PublisherName.parse("1.2.3.4=#04020102"));
    assertThat(octets).isNotEqualTo(PublisherName.parse("1.2.3.4=#04020103"));
  }

  @Test
  void attributesOfOnePartHaveNoOrder() {
    PublisherName one = PublisherName.of(subject("C=US, CN=TEST+SERIALNUMBER=1"));
    assertThat(one).isEqualTo(PublisherName.parse("SERIALNUMBER=1+CN=TEST, C=US"));
    assertThat(one).isNotEqualTo(PublisherName.parse("CN=TEST, SERIALNUMBER=1, C=US"));
    assertThat(one.spell()).isEqualTo("CN=TEST + SERIALNUMBER=1, C=US");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=Contoso TEST",
        "CN=\"a, b = c; \"\"d\"\" + e\", C=US",
        "CN=back\\slash, C=US",
        "CN=Tést ł 漢字, PostalCode=98052, STREET=1 Way, Phone=1, dnQualifier=x",
        "CN=\"\"",
        "CN=\" spaced \"",
      })
  void whatWindowsReadsIsSpelledTheSameAgain(String publisher) {
    assertThat(PublisherName.isSpelledForWindows(publisher)).isTrue();
    assertThat(PublisherName.parse(publisher).spell()).isEqualTo(publisher);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=a,C=US",
        "CN=a;C=US",
        "CN=a+C=US",
        "cn=a",
        "ST=a",
        "2.5.4.3=a",
        "OID.2.05.4=a",
        "CN=a\\, b",
        "CN=#0c0161",
        " CN=a",
        "CN=a, ",
      })
  void whatWindowsDoesNotReadIsToldApart(String publisher) {
    assertThat(PublisherName.isSpelledForWindows(publisher)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Contoso", "=a", "CN", "CN=\"a", "X=a", "CN=a, Contoso", "OID.9.9=a"})
  void whatIsNoNameIsRefused(String publisher) {
    assertThatThrownBy(() -> PublisherName.parse(publisher))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longNamesTakeNoLongTime() {
    String quotes = "CN=\"" + "\"\"".repeat(4000) + "x";
    assertThat(PublisherName.isSpelledForWindows(quotes)).isFalse();
    assertThat(PublisherName.isSpelledForWindows("CN=a, ".repeat(1300) + "CN=a")).isTrue();
  }

  private static PublisherName encoded(String type, ASN1Encodable value) throws IOException {
    X500NameBuilder name = new X500NameBuilder();
    name.addRDN(new ASN1ObjectIdentifier(type), value);
    return PublisherName.of(new X500Principal(name.build().getEncoded()));
  }

  private static X500Principal subject(String name) {
    try {
      return new X500Principal(new X500Name(name).getEncoded());
    } catch (IOException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}

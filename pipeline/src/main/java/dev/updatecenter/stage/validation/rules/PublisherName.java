package dev.updatecenter.stage.validation.rules;

import java.util.Map;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** Distinguished names as an app manifest spells them: keywords of Windows, else {@code OID.x=}. */
final class PublisherName {
  /** Keywords that Windows writes and the JDK does not know, or knows by another word. */
  private static final Map<String, String> KEYWORDS =
      Map.of(
          "SERIALNUMBER", "2.5.4.5",
          "S", "2.5.4.8",
          "E", "1.2.840.113549.1.9.1",
          "POSTALCODE", "2.5.4.17",
          "STREET", "2.5.4.9",
          "T", "2.5.4.12",
          "G", "2.5.4.42",
          "SN", "2.5.4.4",
          "BUSINESSCATEGORY", "2.5.4.15");

  private static final Map<String, String> SPELLING =
      Map.of("2.5.4.5", "SERIALNUMBER", "2.5.4.8", "S");

  private PublisherName() {}

  /** Whether a Publisher names a subject, attribute by attribute. */
  static boolean same(String publisher, X500Principal subject) {
    try {
      return new X500Principal(publisher, KEYWORDS).equals(subject);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A subject as an app manifest has to spell it. */
  static String spell(X500Principal subject) {
    String rfc2253 = subject.getName(X500Principal.RFC2253, SPELLING);
    return Pattern.compile("(^|,)(\\d+(?:\\.\\d+)+)=").matcher(rfc2253).replaceAll("$1OID.$2=");
  }
}

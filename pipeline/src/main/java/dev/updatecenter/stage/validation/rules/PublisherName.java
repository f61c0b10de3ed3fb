package dev.updatecenter.stage.validation.rules;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
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

  private static final Pattern OID = Pattern.compile("(^|[,+])(\\d+(?:\\.\\d+)+)=");
  private static final Pattern HEX_TAG =
      Pattern.compile("(?<=^|[,+])(\\d+(?:\\.\\d+)+)=#(?:13|16)");
  private static final Pattern HEX_TEXT =
      Pattern.compile(
          "(?<=^|[,+])(\\d+(?:\\.\\d+)+)=#(?:0c|13|16)[0-7][0-9a-f]((?:[0-9a-f]{2})++)");

  private PublisherName() {}

  /** Whether a Publisher names a subject, attribute by attribute. */
  static boolean same(String publisher, X500Principal subject) {
    try {
      return comparable(new X500Principal(publisher, KEYWORDS)).equals(comparable(subject));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A subject as an app manifest has to spell it. */
  static String spell(X500Principal subject) {
    String rfc2253 = subject.getName(X500Principal.RFC2253, SPELLING);
    String readable =
        HEX_TEXT
            .matcher(rfc2253)
            .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + "=" + text(m.group(2))));
    return OID.matcher(readable).replaceAll("$1OID.$2=");
  }

  /**
   * RFC 2253 leaves values of attributes without a keyword encoded, and so tells a PrintableString
   * (13h) or IA5String (16h) from a UTF8String (0Ch) of the same text: RFC 5280 7.1 does not.
   */
  private static String comparable(X500Principal name) {
    return HEX_TAG.matcher(name.getName(X500Principal.CANONICAL)).replaceAll("$1=#0c");
  }

  private static String text(String hex) {
    String text = new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    // RFC 2253 2.4.
    return text.replaceAll("([,+\"\\\\<>;])", "\\\\$1");
  }
}

package dev.updatecenter.capability.format.appx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How app manifests spell names (Microsoft, "Identity", the pattern of Publisher; CertNameToStr):
 * keywords in one spelling only, {@code OID.} before other types, {@code ", "} between parts of one
 * attribute, quotes doubled inside quotes, a backslash is a character like others.
 */
final class PublisherSpelling {
  /** X.500 key names of Windows ("CertNameToStr", X.500 key names). */
  private static final Map<String, String> KEYWORDS = keywords();

  private static final Map<String, String> BY_OID = byOid();

  /** What {@link javax.security.auth.x500.X500Principal} is told, for names of other spellings. */
  static final Map<String, String> OIDS = oids();

  private static final int LONGEST = 8192;
  private static final String SPECIAL = ",+=\"<>#;\n";
  private static final Pattern OID = Pattern.compile("OID\\.([0-2](?:\\.(?:0|[1-9][0-9]*))+)");
  private static final Pattern PART =
      Pattern.compile("([A-Za-z0-9.]+)=(?:\"((?:[^\"]|\"\")*+)\"|([^,+=\"<>#;]++))(?:, (?=.)|$)");

  private PublisherSpelling() {}

  /** The name, if it is spelled so. */
  static Optional<PublisherName> parse(String publisher) {
    if (publisher.length() > LONGEST || !publisher.strip().equals(publisher)) {
      return Optional.empty();
    }
    List<Set<PublisherName.Attribute>> parts = new ArrayList<>();
    Matcher m = PART.matcher(publisher);
    int at = 0;
    while (at < publisher.length() && m.region(at, publisher.length()).lookingAt()) {
      Optional<String> type = type(m.group(1));
      String value = m.group(2) != null ? m.group(2).replace("\"\"", "\"") : m.group(3).strip();
      if (type.isEmpty() || (value.isEmpty() && m.group(2) == null)) {
        return Optional.empty();
      }
      parts.add(Set.of(new PublisherName.Attribute(type.get(), value)));
      at = m.end();
    }
    return at == publisher.length() && !parts.isEmpty()
        ? Optional.of(new PublisherName(parts))
        : Optional.empty();
  }

  static String spell(PublisherName.Attribute attribute) {
    String value = attribute.value();
    boolean plain =
        !value.isEmpty()
            && value.strip().equals(value)
            && value.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    String type = BY_OID.getOrDefault(attribute.type(), "OID." + attribute.type());
    return type + "=" + (plain ? value : '"' + value.replace("\"", "\"\"") + '"');
  }

  private static Optional<String> type(String written) {
    Matcher oid = OID.matcher(written);
    return oid.matches() ? Optional.of(oid.group(1)) : Optional.ofNullable(KEYWORDS.get(written));
  }

  private static Map<String, String> keywords() {
    Map<String, String> keywords = new LinkedHashMap<>();
    keywords.put("CN", "2.5.4.3");
    keywords.put("L", "2.5.4.7");
    keywords.put("O", "2.5.4.10");
    keywords.put("OU", "2.5.4.11");
    keywords.put("E", "1.2.840.113549.1.9.1");
    keywords.put("C", "2.5.4.6");
    keywords.put("S", "2.5.4.8");
    keywords.put("STREET", "2.5.4.9");
    keywords.put("T", "2.5.4.12");
    keywords.put("G", "2.5.4.42");
    keywords.put("I", "2.5.4.43");
    keywords.put("SN", "2.5.4.4");
    keywords.put("DC", "0.9.2342.19200300.100.1.25");
    keywords.put("SERIALNUMBER", "2.5.4.5");
    keywords.put("Description", "2.5.4.13");
    keywords.put("PostalCode", "2.5.4.17");
    keywords.put("POBox", "2.5.4.18");
    keywords.put("Phone", "2.5.4.20");
    keywords.put("X21Address", "2.5.4.24");
    keywords.put("dnQualifier", "2.5.4.46");
    return Map.copyOf(keywords);
  }

  private static Map<String, String> byOid() {
    Map<String, String> byOid = new HashMap<>();
    KEYWORDS.forEach((keyword, oid) -> byOid.put(oid, keyword));
    return Map.copyOf(byOid);
  }

  /** Upper case, as the JDK wants them, and what other programs write. */
  private static Map<String, String> oids() {
    Map<String, String> oids = new HashMap<>();
    KEYWORDS.forEach((keyword, oid) -> oids.put(keyword.toUpperCase(Locale.ROOT), oid));
    oids.put("ST", "2.5.4.8");
    oids.put("EMAILADDRESS", "1.2.840.113549.1.9.1");
    oids.put("BUSINESSCATEGORY", "2.5.4.15");
    oids.put("JURISDICTIONL", "1.3.6.1.4.1.311.60.2.1.1");
    oids.put("JURISDICTIONST", "1.3.6.1.4.1.311.60.2.1.2");
    oids.put("JURISDICTIONC", "1.3.6.1.4.1.311.60.2.1.3");
    return Map.copyOf(oids);
  }
}

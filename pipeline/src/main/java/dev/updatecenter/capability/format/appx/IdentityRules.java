package dev.updatecenter.capability.format.appx;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.Set;
import java.util.regex.Pattern;

/** What the schema wants of an identity's values (Microsoft, "Identity (Windows 10)"). */
final class IdentityRules {
  private static final String CODE = "UC3125";
  private static final Pattern NAME = Pattern.compile("[-.A-Za-z0-9]{3,50}");
  private static final Pattern RESOURCE_ID = Pattern.compile("[-.A-Za-z0-9]{1,30}");
  // Device names of Windows, which no folder can have; and what Punycode takes for itself.
  private static final Pattern RESERVED =
      Pattern.compile(
          "(con|prn|aux|nul|com[1-9]|lpt[1-9])(\\..*)?|\\.\\.?|xn--.*|.*\\.xn--.*|.*\\.",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> PROCESSORS =
      Set.of("x86", "x64", "arm", "arm64", "neutral", "x86a64");

  private final Faults faults;

  IdentityRules(Faults faults) {
    this.faults = faults;
  }

  void check(AppxIdentity identity, XmlElement at) {
    name(at, "Name", identity.name(), NAME, "3 to 50");
    if (!identity.resourceId().isEmpty()) {
      name(at, "ResourceId", identity.resourceId(), RESOURCE_ID, "1 to 30");
    }
    publisher(identity.publisher(), at);
    if (!PROCESSORS.contains(identity.processor())) {
      fault(at, "ProcessorArchitecture is '" + identity.processor() + "'", "write " + PROCESSORS);
    }
    String version = at.attribute("Version").orElse("");
    if (!identity.version().toString().equals(version)) {
      fault(at, "Version has leading zeros: " + version, "write " + identity.version());
    }
    if (identity.version().revision() != 0) {
      faults.add(
          Finding.note("UC3188", "", "the fourth part of version " + version + " is not 0")
              .at(at.position())
              .because(
                  "The Microsoft Store keeps it for itself; an update of one's own may use it."));
    }
  }

  private void name(XmlElement at, String attribute, String value, Pattern form, String length) {
    if (!form.matcher(value).matches()) {
      fault(
          at,
          attribute + " '" + shown(value) + "' is not of " + length + " letters, digits, . and -",
          "choose a name of those");
    } else if (RESERVED.matcher(value).matches()) {
      fault(at, attribute + " '" + value + "' is reserved by Windows", "choose another name");
    }
  }

  private void publisher(String publisher, XmlElement at) {
    try {
      PublisherName name = PublisherName.parse(publisher);
      if (!PublisherName.isSpelledForWindows(publisher)) {
        fault(
            at,
            "Publisher '" + shown(publisher) + "' is spelled as Windows does not read it",
            "write " + name.spell());
      }
    } catch (IllegalArgumentException e) {
      fault(
          at,
          "Publisher '" + shown(publisher) + "' is no X.500 name",
          "write the signing certificate's subject, such as CN=Contoso, O=Contoso, C=US");
    }
  }

  private static String shown(String value) {
    return value.length() > 200 ? value.substring(0, 200) + "…" : value;
  }

  private void fault(XmlElement at, String message, String remedy) {
    faults.add(
        Finding.error(CODE, "", message)
            .at(at.position())
            .because("Windows checks the manifest against its schema before it installs the app.")
            .fixedBy(remedy));
  }
}

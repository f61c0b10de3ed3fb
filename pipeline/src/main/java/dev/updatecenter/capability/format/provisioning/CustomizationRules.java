package dev.updatecenter.capability.format.provisioning;

import static dev.updatecenter.capability.format.provisioning.Customizations.text;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What customizations.xml must and must not say: UC3139 to UC3144. */
final class CustomizationRules {
  private static final Pattern GUID =
      Pattern.compile("\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}?");
  private static final Pattern RANK = Pattern.compile("[0-9]{1,2}");

  /** Windows Configuration Designer, "PackageConfig": those below Microsoft itself. */
  private static final Set<String> OWNERS =
      Set.of("SiliconVendor", "OEM", "SystemIntegrator", "MobileOperator", "ITAdmin");

  private static final List<String> ADDRESSES =
      List.of("DiscoveryServiceFullUrl", "EnrollmentServiceFullUrl", "PolicyServiceFullUrl");

  private final List<Finding> findings = new ArrayList<>();

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  void config(XmlElement config) {
    value(config, "ID", GUID.matcher(text(config, "ID")).matches(), "a GUID");
    value(config, "Name", !text(config, "Name").isBlank(), "a text");
    value(config, "OwnerType", OWNERS.contains(text(config, "OwnerType")), "OEM or alike");
    value(config, "Rank", RANK.matcher(text(config, "Rank")).matches(), "a number from 0 to 99");
    String version = text(config, "Version");
    if (Customizations.version(version).isEmpty()) {
      findings.add(
          Finding.error("UC3140", "", "Version " + given(version) + ", not four parts")
              .at(place(config, "Version"))
              .because("A device installs only a higher version; only four parts can be compared.")
              .fixedBy("Write four parts, such as 1.0.0.0, and raise them with each change."));
    }
  }

  void enrolment(Enrolment enrolment) {
    for (String address : ADDRESSES) {
      enrolment.children(address).forEach(this::address);
    }
    boolean onPremise = enrolment.authPolicy().equalsIgnoreCase("OnPremise");
    boolean certificate = enrolment.authPolicy().equalsIgnoreCase("Certificate");
    if (!onPremise && !certificate) {
      findings.add(
          Finding.error("UC3143", "", "AuthPolicy is neither OnPremise nor Certificate")
              .at(enrolment.element().position())
              .because("What its Secret is cannot be told, and the enrolment fails on the device.")
              .fixedBy("Write OnPremise or Certificate."));
    }
    enrolment.secret().ifPresent(secret -> secret(secret.position(), enrolment, onPremise));
  }

  private void secret(SourcePosition at, Enrolment enrolment, boolean onPremise) {
    if (onPremise) {
      findings.add(
          Finding.error("UC3142", "", "a Secret under AuthPolicy OnPremise: a password")
              .at(at)
              .because("Everybody who gets the package can read it and enrol with it.")
              .fixedBy("Change the password, enrol by certificate, and take the Secret out."));
    } else if (!enrolment.secretIsThumbprint()) {
      findings.add(
          Finding.warning("UC3144", "", "a Secret that is no thumbprint of a certificate")
              .at(at)
              .because("Under AuthPolicy Certificate it is 40 hexadecimal digits; this is not.")
              .fixedBy("Write the thumbprint; if this was a password, change it."));
    }
  }

  private void address(XmlElement element) {
    if (!isHttps(element.text())) {
      // An address may hold a password: it is not repeated.
      findings.add(
          Finding.error("UC3141", "", element.name() + " is no https address")
              .at(element.position())
              .because("Whoever is on the way could take the device over.")
              .fixedBy("Write the https address of the service."));
    }
  }

  private static boolean isHttps(String text) {
    try {
      URI uri = URI.create(text);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void value(XmlElement config, String child, boolean right, String what) {
    if (!right) {
      findings.add(
          Finding.error("UC3139", "", child + " " + given(text(config, child)) + ", not " + what)
              .at(place(config, child))
              .because("A device tells packages apart, and orders their settings, by these values.")
              .fixedBy("Write it as Windows Configuration Designer does."));
    }
  }

  private static SourcePosition place(XmlElement config, String child) {
    return config.child(child).map(XmlElement::position).orElse(config.position());
  }

  private static String given(String value) {
    return value.isEmpty()
        ? "is missing"
        : "is '" + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + "'";
  }
}

package dev.updatecenter.capability.format.provisioning;

import dev.updatecenter.kernel.document.XmlElement;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An enrolment: Workplace/Enrollments/UPN. Its secret is looked at and never handed out.
 *
 * @param element the UPN
 * @param authPolicy OnPremise or Certificate; empty where it says nothing
 */
record Enrolment(XmlElement element, String authPolicy) {
  static Enrolment read(XmlElement upn) {
    String policy =
        upn.child("AuthPolicy")
            .map(XmlElement::text)
            .or(() -> upn.attribute("AuthPolicy"))
            .orElse("");
    return new Enrolment(upn, policy);
  }

  /** The element that holds a secret, if there is one. */
  Optional<XmlElement> secret() {
    return Stream.concat(element.children("Secret"), Stream.of(element))
        .filter(e -> !secretIn(e).isBlank())
        .findFirst();
  }

  /** Whether the secret is what a certificate's SHA-1 thumbprint looks like. */
  boolean secretIsThumbprint() {
    return secret().map(e -> secretIn(e).replace(" ", "").matches("[0-9A-Fa-f]{40}")).orElse(false);
  }

  /** The elements of that name. */
  Stream<XmlElement> children(String name) {
    return element.children(name);
  }

  private static String secretIn(XmlElement e) {
    return e.name().equals("Secret") ? e.text() : e.attribute("Secret").orElse("");
  }

  @Override
  public String toString() {
    return "an enrolment by " + authPolicy;
  }
}

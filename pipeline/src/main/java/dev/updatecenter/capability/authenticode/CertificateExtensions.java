package dev.updatecenter.capability.authenticode;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Reads what the JDK does not tell about a certificate. Broken extensions read as absent. */
final class CertificateExtensions {
  private static final String CERTIFICATE_POLICIES = "2.5.29.32";

  private CertificateExtensions() {}

  /** Object identifiers of the certificate policies (RFC 5280 4.2.1.4). */
  static List<String> policies(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(CERTIFICATE_POLICIES);
    List<String> policies = new ArrayList<>();
    if (extension != null) {
      try {
        byte[] der = ASN1OctetString.getInstance(extension).getOctets();
        for (PolicyInformation each : CertificatePolicies.getInstance(der).getPolicyInformation()) {
          policies.add(each.getPolicyIdentifier().getId());
        }
      } catch (RuntimeException e) {
        // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
        return List.of();
      }
    }
    return policies;
  }

  /** Object identifiers of the extended key usages; empty where there is no such extension. */
  static List<String> usages(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null ? List.of() : usages;
    } catch (CertificateParsingException e) {
      return List.of("broken");
    }
  }

  /** Object identifiers of the attributes in the subject that have a value. */
  static Set<String> subjectAttributes(X509Certificate certificate) {
    Set<String> attributes = new TreeSet<>();
    try {
      X500Name name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
      for (RDN rdn : name.getRDNs()) {
        for (AttributeTypeAndValue each : rdn.getTypesAndValues()) {
          if (!each.getValue().toString().isBlank()) {
            attributes.add(each.getType().getId());
          }
        }
      }
    } catch (RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      return Set.of();
    }
    return attributes;
  }
}

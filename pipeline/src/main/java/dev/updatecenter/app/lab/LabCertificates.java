package dev.updatecenter.app.lab;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the certificates of the lab, shaped as the CA/Browser Forum asks of real ones. */
final class LabCertificates {
  /** CA/B Forum CSBR 3.10, 7.1.6.1: extended validation code signing. */
  static final ASN1ObjectIdentifier EV_POLICY = new ASN1ObjectIdentifier("2.23.140.1.3");

  /** CA/B Forum CSBR 3.10, 7.1.6.1: timestamping. */
  static final ASN1ObjectIdentifier TIMESTAMP_POLICY = new ASN1ObjectIdentifier("2.23.140.1.4.2");

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  // CA/B Forum CSBR 3.10, 6.3.2: at most 460 days.
  private static final Duration LEAF_LIFE = Duration.ofDays(459);
  private static final Duration HEAD_START = Duration.ofHours(1);

  private final Instant now;
  private final SecureRandom random;

  LabCertificates(Instant now, SecureRandom random) {
    this.now = now;
    this.random = random;
  }

  /** A self-signed root. */
  X509Certificate root(String name, KeyPair keys) throws GeneralSecurityException {
    return issue(new Request(name, keys.getPublic(), AUTHORITY_LIFE), name, keys, this::authority);
  }

  /** An authority below a root that may issue EV code signing certificates only. */
  X509Certificate codeSigningAuthority(String name, PublicKey key, Issuer issuer)
      throws GeneralSecurityException {
    return issue(
        new Request(name, key, AUTHORITY_LIFE),
        issuer.name(),
        issuer.keys(),
        builder -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          builder.addExtension(Extension.keyUsage, true, authorityUsage());
          builder.addExtension(Extension.certificatePolicies, false, policy(EV_POLICY));
          builder.addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
        });
  }

  /** A leaf: an EV code signing certificate or a timestamp authority's. */
  X509Certificate leaf(String name, PublicKey key, Issuer issuer, Purpose purpose)
      throws GeneralSecurityException {
    boolean timestamps = purpose == Purpose.TIMESTAMPING;
    return issue(
        new Request(name, key, timestamps ? AUTHORITY_LIFE : LEAF_LIFE),
        issuer.name(),
        issuer.keys(),
        builder -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(
              Extension.certificatePolicies,
              false,
              policy(timestamps ? TIMESTAMP_POLICY : EV_POLICY));
          // RFC 3161 2.3: critical, and nothing but timeStamping.
          builder.addExtension(
              Extension.extendedKeyUsage, timestamps, new ExtendedKeyUsage(purpose.id()));
        });
  }

  private void authority(X509v3CertificateBuilder builder) throws CertIOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(Extension.keyUsage, true, authorityUsage());
  }

  private X509Certificate issue(
      Request request, String issuer, KeyPair issuerKeys, Extensions extensions)
      throws GeneralSecurityException {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              new BigInteger(127, random).setBit(126),
              Date.from(now.minus(HEAD_START)),
              Date.from(now.plus(request.life())),
              new X500Name(request.name()),
              request.key());
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(request.key()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
      extensions.addTo(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(algorithm(issuerKeys.getPrivate()))
                      .build(issuerKeys.getPrivate())));
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot issue " + request.name(), e);
    }
  }

  private static KeyUsage authorityUsage() {
    return new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  private static CertificatePolicies policy(ASN1ObjectIdentifier id) {
    return new CertificatePolicies(new PolicyInformation(id));
  }

  private static String algorithm(PrivateKey key) {
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA384withECDSA";
  }

  /** What a leaf is for. */
  enum Purpose {
    CODE_SIGNING("1.3.6.1.5.5.7.3.3"),
    TIMESTAMPING("1.3.6.1.5.5.7.3.8");

    private final String oid;

    Purpose(String oid) {
      this.oid = oid;
    }

    private KeyPurposeId id() {
      return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
    }
  }

  /** Who signs a certificate. */
  record Issuer(String name, KeyPair keys) {}

  private record Request(String name, PublicKey key, Duration life) {}

  @FunctionalInterface
  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws CertIOException;
  }
}

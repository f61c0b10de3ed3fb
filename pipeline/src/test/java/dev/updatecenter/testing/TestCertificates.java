package dev.updatecenter.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root of its own and leaves below it, right but for what a test spoils. */
public final class TestCertificates {
  /** Subject of a right EV certificate. */
  public static final String EV_SUBJECT =
      "1.3.6.1.4.1.311.60.2.1.3=US, BusinessCategory=Private Organization,"
          + " SERIALNUMBER=TEST-1, C=US, O=Contoso TEST, CN=Contoso TEST leaf";

  private static final long SERIAL = 7;
  private static final X500Name ROOT_NAME = new X500Name("CN=Contoso TEST rule root");

  private final KeyPair rootKeys = keys("EC", 256);
  private final Instant now;
  private final X509Certificate root;

  /** A fresh root, valid around {@code now}. */
  public TestCertificates(Instant now) {
    this.now = now;
    this.root = build(new Leaf(this), rootKeys, true);
  }

  /** The root. */
  public X509Certificate root() {
    return root;
  }

  /** A leaf to be spoilt: EV, P-256, codeSigning, valid for a year from a day before now. */
  public Leaf leaf() {
    return new Leaf(this);
  }

  /** New keys. */
  public static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate build(Leaf leaf, KeyPair keys, boolean authority) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              ROOT_NAME,
              BigInteger.valueOf(SERIAL),
              Date.from(leaf.from),
              Date.from(leaf.from.plus(leaf.life)),
              authority ? ROOT_NAME : new X500Name(leaf.subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
            Extension.extendedKeyUsage,
            leaf.usagesCritical,
            new ExtendedKeyUsage(
                leaf.usages.stream()
                    .map(o -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(o)))
                    .toArray(KeyPurposeId[]::new)));
        builder.addExtension(
            Extension.certificatePolicies,
            false,
            new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(leaf.policy))));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(leaf.hash + "withECDSA")
                      .build(rootKeys.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a leaf is going to be. */
  public static final class Leaf {
    private final TestCertificates issuer;
    private String subject = EV_SUBJECT;
    private String policy = "2.23.140.1.3";
    private String hash = "SHA256";
    private List<String> usages = List.of("1.3.6.1.5.5.7.3.3");
    private boolean usagesCritical;
    private Instant from;
    private Duration life = Duration.ofDays(365);

    private KeyPair keys = TestCertificates.keys("EC", 256);

    private Leaf(TestCertificates issuer) {
      this.issuer = issuer;
      this.from = issuer.now.minus(Duration.ofDays(1));
    }

    /** Sets the subject. */
    public Leaf subject(String name) {
      subject = name;
      return this;
    }

    /** Sets the certificate policy. */
    public Leaf policy(String oid) {
      policy = oid;
      return this;
    }

    /** Sets the hash that the certificate is signed with. */
    public Leaf hash(String name) {
      hash = name;
      return this;
    }

    /** Sets the extended key usages. */
    public Leaf usages(String... oids) {
      usages = List.of(oids);
      return this;
    }

    /** Makes the extended key usages critical, as timestamp authorities have them. */
    public Leaf usagesCritical() {
      usagesCritical = true;
      return this;
    }

    /** Sets the validity. */
    public Leaf valid(Instant start, Duration length) {
      from = start;
      life = length;
      return this;
    }

    /** Sets the key. */
    public Leaf keys(KeyPair pair) {
      keys = pair;
      return this;
    }

    /** The chain, root last. */
    public List<X509Certificate> chain() {
      return List.of(issuer.build(this, keys, false), issuer.root);
    }
  }
}

package dev.updatecenter.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** An authority that issues code signing certificates and tells which it took back. */
public final class TestAuthority {
  private final KeyPair keys = TestCertificates.keys("EC", 256);
  private final Instant now;
  private final X500Name name;
  private final X509Certificate certificate;

  /** A fresh self-signed authority, valid around {@code now}. */
  public TestAuthority(String commonName, Instant now) {
    this(commonName, now, KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  /** The same with other key usages. */
  public TestAuthority(String commonName, Instant now, int usage) {
    this.now = now;
    this.name = new X500Name("CN=" + commonName);
    this.certificate =
        certificate(
            1,
            name,
            keys,
            builder -> {
              builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
              builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            });
  }

  /** Puts extensions into something that is built. */
  @FunctionalInterface
  public interface Extend<B> {
    /** Puts them in. */
    void into(B builder) throws Exception;
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Its key. */
  public KeyPair keys() {
    return keys;
  }

  /** An EV code signing certificate. */
  public X509Certificate leaf(long serial) {
    return leaf(serial, TestCertificates.keys("EC", 256), builder -> {});
  }

  /** One that names where its authority's list and responder are. */
  public X509Certificate leafThatNames(long serial, KeyPair pair, String address) {
    GeneralName there = new GeneralName(GeneralName.uniformResourceIdentifier, address);
    return leaf(
        serial,
        pair,
        builder -> {
          builder.addExtension(
              Extension.cRLDistributionPoints,
              false,
              new CRLDistPoint(
                  new DistributionPoint[] {
                    new DistributionPoint(
                        new DistributionPointName(new GeneralNames(there)), null, null)
                  }));
          builder.addExtension(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_ocsp, there),
                    new AccessDescription(AccessDescription.id_ad_caIssuers, there)
                  }));
        });
  }

  /** The same for keys of the caller, with further extensions. */
  public X509Certificate leaf(long serial, KeyPair pair, Extend<X509v3CertificateBuilder> more) {
    return certificate(
        serial,
        new X500Name(TestCertificates.EV_SUBJECT + " " + serial),
        pair,
        builder -> {
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
          builder.addExtension(
              Extension.certificatePolicies,
              false,
              new CertificatePolicies(
                  new PolicyInformation(new ASN1ObjectIdentifier("2.23.140.1.3"))));
          more.into(builder);
        });
  }

  /** Whom it lets answer for it; without the usage when that is not to be so. */
  public X509Certificate responder(long serial, KeyPair pair, KeyPurposeId usage) {
    return certificate(
        serial,
        new X500Name("CN=Contoso TEST responder " + serial),
        pair,
        builder -> {
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
          builder.addExtension(
              new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.5"), false, DERNull.INSTANCE);
        });
  }

  private X509Certificate certificate(
      long serial, X500Name subject, KeyPair pair, Extend<X509v3CertificateBuilder> extend) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serial),
              Date.from(now.minus(Duration.ofDays(30))),
              Date.from(now.plus(Duration.ofDays(300))),
              subject,
              pair.getPublic());
      extend.into(builder);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its list, of now, good for a week. */
  public byte[] crl(Extend<X509v2CRLBuilder> entries) {
    return crl(now, now.plus(Duration.ofDays(7)), keys, entries);
  }

  /** Its list of another time, or made with another key. */
  public byte[] crl(
      Instant thisUpdate, Instant nextUpdate, KeyPair with, Extend<X509v2CRLBuilder> entries) {
    try {
      X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(thisUpdate));
      builder.setNextUpdate(Date.from(nextUpdate));
      entries.into(builder);
      return builder.build(signer(with)).getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer on a certificate, of now, good for a day, by its own key. */
  public byte[] ocsp(X509Certificate about, CertificateStatus status) {
    return ocsp(about, status, now, now.plus(Duration.ofDays(1)), keys, List.of(), builder -> {});
  }

  /** An answer of another time, key or form. */
  public byte[] ocsp(
      X509Certificate about,
      CertificateStatus status,
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      KeyPair with,
      List<X509Certificate> embedded,
      Consumer<BasicOCSPRespBuilder> more) {
    try {
      DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
      BasicOCSPRespBuilder builder =
          new JcaBasicOCSPRespBuilder(with.getPublic(), digests.get(CertificateID.HASH_SHA1));
      builder.addResponse(
          new CertificateID(
              digests.get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(certificate),
              about.getSerialNumber()),
          status,
          Date.from(thisUpdate),
          nextUpdate == null ? null : Date.from(nextUpdate));
      more.accept(builder);
      JcaX509CertificateHolder[] holders = new JcaX509CertificateHolder[embedded.size()];
      for (int i = 0; i < holders.length; i++) {
        holders[i] = new JcaX509CertificateHolder(embedded.get(i));
      }
      return new OCSPRespBuilder()
          .build(OCSPResp.SUCCESSFUL, builder.build(signer(with), holders, Date.from(thisUpdate)))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContentSigner signer(KeyPair pair) throws Exception {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
  }
}

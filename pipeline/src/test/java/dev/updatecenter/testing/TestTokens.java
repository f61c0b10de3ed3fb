package dev.updatecenter.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Makes RFC 3161 answers by hand, right but for what a test spoils: generators refuse to make wrong
 * ones. Not for several threads while it is being set.
 */
public final class TestTokens {
  /** timeStamping. */
  public static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  private static final String SHA1 = "1.3.14.3.2.26";

  private final Instant time;
  private KeyPair keys = TestCertificates.keys("EC", 256);
  private List<X509Certificate> chain;
  private Duration late = Duration.ZERO;
  private Duration accuracy = Duration.ofSeconds(1);
  private boolean nonce = true;
  private BigInteger nonceAdds = BigInteger.ZERO;
  private boolean rightImprint = true;
  private boolean sha1Imprint;
  private boolean rightEss = true;
  private boolean ess = true;
  private boolean embeds = true;
  private int signers = 1;
  private int version = 1;

  /** Right ones of an authority right below {@code issuer}, which tell {@code time}. */
  public TestTokens(TestCertificates issuer, Instant time) {
    this.time = time;
    this.chain = authority(issuer, keys).chain();
  }

  /** The certificate of an authority, to be spoilt. */
  public static TestCertificates.Leaf authority(TestCertificates issuer, KeyPair keys) {
    return issuer
        .leaf()
        .keys(keys)
        .subject("CN=Contoso TEST timestamps")
        .policy("2.23.140.1.4.2")
        .usages(TIME_STAMPING)
        .usagesCritical();
  }

  /** Signs with another key and chain. */
  public TestTokens of(KeyPair other, List<X509Certificate> certificates) {
    keys = other;
    chain = List.copyOf(certificates);
    return this;
  }

  /** Tells another time. */
  public TestTokens late(Duration duration) {
    late = duration;
    return this;
  }

  /** Knows the time only so well. */
  public TestTokens accuracy(Duration duration) {
    accuracy = duration;
    return this;
  }

  /** Leaves the nonce out. */
  public TestTokens withoutNonce() {
    nonce = false;
    return this;
  }

  /** Repeats another nonce. */
  public TestTokens otherNonce() {
    nonceAdds = BigInteger.ONE;
    return this;
  }

  /** Stamps something else. */
  public TestTokens otherImprint() {
    rightImprint = false;
    return this;
  }

  /** Says that the imprint is SHA-1. */
  public TestTokens sha1Imprint() {
    sha1Imprint = true;
    return this;
  }

  /** Names another certificate in the ESS attribute. */
  public TestTokens otherEss() {
    rightEss = false;
    return this;
  }

  /** Leaves the ESS attribute out. */
  public TestTokens withoutEss() {
    ess = false;
    return this;
  }

  /** Embeds no certificate. */
  public TestTokens withoutCertificates() {
    embeds = false;
    return this;
  }

  /** Has two signers. */
  public TestTokens twoSigners() {
    signers = 2;
    return this;
  }

  /** TSTInfo of another version. */
  public TestTokens version(int number) {
    version = number;
    return this;
  }

  /** The answer to a TimeStampReq: granted, with a token. */
  public byte[] reply(byte[] request) {
    return reply(request, PKIStatus.GRANTED);
  }

  /** The same with another status. */
  public byte[] reply(byte[] request, int status) {
    try {
      CMSSignedData token = token(info(TimeStampReq.getInstance(request)));
      return new TimeStampResp(
              new PKIStatusInfo(PKIStatus.getInstance(new ASN1Integer(status))),
              token.toASN1Structure())
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private TSTInfo info(TimeStampReq request) {
    byte[] hash = request.getMessageImprint().getHashedMessage();
    if (!rightImprint) {
      hash[0] ^= 1;
    }
    MessageImprint imprint =
        sha1Imprint
            ? new MessageImprint(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(SHA1)), new byte[20])
            : new MessageImprint(request.getMessageImprint().getHashAlgorithm(), hash);
    return new Version(version)
        .with(
            new TSTInfo(
                new ASN1ObjectIdentifier("2.23.140.1.4.2"),
                imprint,
                new ASN1Integer(BigInteger.TEN),
                new ASN1GeneralizedTime(Date.from(time.plus(late))),
                new Accuracy(new ASN1Integer(accuracy.toSeconds()), null, null),
                ASN1Boolean.FALSE,
                nonce ? new ASN1Integer(request.getNonce().getValue().add(nonceAdds)) : null,
                null,
                null));
  }

  private CMSSignedData token(TSTInfo info) throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    for (int i = 0; i < signers; i++) {
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(digests)
              .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes()))
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()),
                  chain.get(0)));
    }
    if (embeds) {
      generator.addCertificates(new JcaCertStore(chain.subList(0, chain.size() - 1)));
    }
    return generator.generate(
        new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded("DER")),
        true);
  }

  private AttributeTable attributes() throws Exception {
    if (!ess) {
      return new AttributeTable(new DERSet());
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain.get(0).getEncoded());
    hash[0] ^= (byte) (rightEss ? 0 : 1);
    return new AttributeTable(
        new DERSet(
            new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))))));
  }

  /** Another version number: BouncyCastle only writes 1. */
  private record Version(int number) {
    TSTInfo with(TSTInfo info) {
      if (number == 1) {
        return info;
      }
      ASN1Encodable[] parts = ASN1Sequence.getInstance(info.toASN1Primitive()).toArray();
      parts[0] = new ASN1Integer(number);
      return TSTInfo.getInstance(new DERSequence(parts));
    }
  }
}

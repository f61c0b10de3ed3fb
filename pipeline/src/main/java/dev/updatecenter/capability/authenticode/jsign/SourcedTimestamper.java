package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.capability.authenticode.TimestampSource;
import java.io.IOException;
import net.jsign.DigestAlgorithm;
import net.jsign.asn1.authenticode.AuthenticodeObjectIdentifiers;
import net.jsign.timestamp.Timestamper;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** Lets jsign embed the tokens of a {@link TimestampSource}; jsign itself asks nobody. */
final class SourcedTimestamper extends Timestamper {
  private final TimestampSource source;

  SourcedTimestamper(TimestampSource source) {
    this.source = source;
  }

  @Override
  public CMSSignedData timestamp(DigestAlgorithm algorithm, CMSSignedData signature)
      throws IOException, CMSException {
    byte[] value = signature.getSignerInfos().iterator().next().getSignature();
    CMSSignedData token = timestamp(algorithm, value);
    return modifySignedData(signature, getCounterSignature(token), getExtraCertificates(token));
  }

  /** The source decides on the hash of the imprint. */
  @Override
  protected CMSSignedData timestamp(DigestAlgorithm algorithm, byte[] signatureValue)
      throws IOException {
    try {
      return new CMSSignedData(source.timestamp(signatureValue));
    } catch (CMSException e) {
      throw new IllegalStateException("a token that was checked cannot be read", e);
    }
  }

  /** 1.3.6.1.4.1.311.3.3.1: where Windows looks for RFC 3161 tokens. */
  @Override
  protected Attribute getCounterSignature(CMSSignedData token) {
    return new Attribute(
        AuthenticodeObjectIdentifiers.SPC_RFC3161_OBJID, new DERSet(token.toASN1Structure()));
  }
}

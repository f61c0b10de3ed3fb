package dev.updatecenter.capability.authenticode.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;

/** Takes a TimeStampResp (RFC 3161 2.4.2) apart. */
final class TimestampReply {
  /** 0 granted, 1 grantedWithMods: all that was asked for is checked in the token itself. */
  private static final Set<BigInteger> GRANTED = Set.of(BigInteger.ZERO, BigInteger.ONE);

  private static final int ITS_OWN_TROUBLE =
      PKIFailureInfo.timeNotAvailable | PKIFailureInfo.systemFailure | PKIFailureInfo.systemUnavail;

  private TimestampReply() {}

  /**
   * The token inside.
   *
   * @param reply hostile bytes, their number bounded
   * @return its DER: authorities may send BER, and what is embedded is DER
   * @throws AuthorityFault for anything but a granted request
   */
  static byte[] token(byte[] reply) throws AuthorityFault {
    TimeStampResp response;
    try {
      response = TimeStampResp.getInstance(ASN1Primitive.fromByteArray(reply));
      if (response != null && GRANTED.contains(response.getStatus().getStatus())) {
        // RFC 3161 2.4.2: when the status is 0 or 1 a token must be present.
        return response.getTimeStampToken().getEncoded(ASN1Encoding.DER);
      }
    } catch (IOException | RuntimeException e) {
      // BouncyCastle tells broken structure by many kinds of unchecked exceptions.
      throw new AuthorityFault(
          AuthorityFault.Kind.REFUSING, "its answer is malformed: " + Told.by(e.getMessage()));
    }
    throw refused(response);
  }

  private static AuthorityFault refused(TimeStampResp response) {
    PKIStatusInfo info = response.getStatus();
    ASN1BitString failure = info.getFailInfo();
    boolean mayPass = failure != null && (failure.intValue() & ITS_OWN_TROUBLE) != 0;
    StringBuilder why = new StringBuilder("it refuses with status " + info.getStatus());
    if (failure != null) {
      why.append(", failure ").append(failure.intValue());
    }
    if (info.getStatusString() != null && info.getStatusString().size() > 0) {
      why.append(": ").append(info.getStatusString().getStringAtUTF8(0).getString());
    }
    return new AuthorityFault(
        mayPass ? AuthorityFault.Kind.FAILING : AuthorityFault.Kind.REFUSING,
        Told.by(why.toString()));
  }
}

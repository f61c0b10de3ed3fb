package dev.updatecenter.app.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Makes RFC 3161 tokens: SHA-256, accuracy one second, the request's nonce and certificates. */
final class LabTimestampTokens {
  private final LabIdentity identity;
  private final Clock clock;
  private final SecureRandom random;

  LabTimestampTokens(LabIdentity identity, Clock clock, SecureRandom random) {
    this.identity = identity;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Answers one request.
   *
   * @param request a DER TimeStampReq
   * @return a DER TimeStampResp, which may say that the request is refused; empty when the bytes
   *     are no request
   * @throws IOException when the token cannot be made
   */
  Optional<byte[]> reply(byte[] request) throws IOException {
    TimeStampRequest query;
    try {
      query = new TimeStampRequest(request);
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      // RFC 3161 2.4.2: serial numbers are unique to the authority; 160 bits at most.
      BigInteger serial = new BigInteger(127, random).setBit(126);
      return Optional.of(
          new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED)
              .generate(query, serial, Date.from(clock.instant()))
              .getEncoded());
    } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
      throw new IOException("no token", e);
    }
  }

  private TimeStampTokenGenerator tokens()
      throws GeneralSecurityException, OperatorCreationException, TSPException {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    AlgorithmIdentifier sha256 = new DefaultDigestAlgorithmIdentifierFinder().find("SHA-256");
    String algorithm =
        identity.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build(algorithm, identity.key(), identity.certificate()),
            digests.get(sha256),
            LabCertificates.TIMESTAMP_POLICY);
    generator.setAccuracySeconds(1);
    generator.addCertificates(new JcaCertStore(identity.embedded()));
    return generator;
  }
}

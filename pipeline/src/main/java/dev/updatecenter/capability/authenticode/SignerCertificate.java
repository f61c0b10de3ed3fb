package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.container.MalformedContainerException;
import dev.updatecenter.capability.authenticode.container.SignedContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Whose certificate stands in the signature of a file. Judges nothing and hashes nothing. */
public final class SignerCertificate {
  private SignerCertificate() {}

  /**
   * The certificate that a file's Authenticode signature names as its signer's; only of a file that
   * was found intact does that say who signed.
   *
   * @return empty for a file without a signature that can be read
   * @throws IOException when the file cannot be read
   */
  public static Optional<X509Certificate> read(Path file) throws IOException {
    try {
      Optional<SignedContainer> opened = SignedContainer.open(file);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      try (SignedContainer container = opened.get()) {
        Optional<byte[]> signature = container.signature();
        return signature.isEmpty()
            ? Optional.empty()
            : CmsMessage.parse(signature.get()).map(CmsMessage::certificate);
      }
    } catch (MalformedContainerException | MalformedSignatureException e) {
      return Optional.empty();
    }
  }
}

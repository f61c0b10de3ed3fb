package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.cms.TimestampToken;
import dev.updatecenter.capability.authenticode.container.MalformedContainerException;
import dev.updatecenter.capability.authenticode.container.SignedContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a signature says of itself, judged by nobody: enough to tell how long it can hold. The
 * file's content is not read.
 *
 * @param signer the signer's certificate, and those above it that are embedded
 * @param authority the certificate of the authority that timestamped it; empty without a timestamp
 */
public record SignatureFacts(List<X509Certificate> signer, Optional<X509Certificate> authority) {
  private static final int LONGEST = 8;

  /** Copies. */
  public SignatureFacts {
    signer = List.copyOf(signer);
  }

  /**
   * Reads a file's signature.
   *
   * @return empty for a file without one that can be read
   */
  public static Optional<SignatureFacts> read(Path file) throws IOException {
    try {
      Optional<SignedContainer> opened = SignedContainer.open(file);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      try (SignedContainer container = opened.get()) {
        Optional<byte[]> der = container.signature();
        return der.isEmpty() ? Optional.empty() : of(CmsMessage.parse(der.get()));
      }
    } catch (MalformedContainerException | MalformedSignatureException e) {
      return Optional.empty();
    }
  }

  private static Optional<SignatureFacts> of(Optional<CmsMessage> message)
      throws MalformedSignatureException {
    if (message.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> token = message.get().timestamp();
    Optional<X509Certificate> authority =
        token.isEmpty()
            ? Optional.empty()
            : Optional.of(TimestampToken.parse(token.get()).message().certificate());
    return Optional.of(
        new SignatureFacts(
            path(message.get().certificate(), message.get().certificates()), authority));
  }

  /** Up as far as embedded certificates lead. */
  private static List<X509Certificate> path(
      X509Certificate leaf, Collection<X509Certificate> embedded) {
    List<X509Certificate> path = new ArrayList<>(List.of(leaf));
    for (int i = 0; i < LONGEST; i++) {
      X509Certificate last = path.get(path.size() - 1);
      Optional<X509Certificate> above =
          embedded.stream()
              .filter(c -> !path.contains(c) && TrustAnchors.issued(c, last))
              .findFirst();
      if (above.isEmpty()) {
        break;
      }
      path.add(above.get());
    }
    return path;
  }

  /**
   * When the signature stops to hold. With a timestamp it outlives its certificate, unless the
   * certificate carries the lifetime-signing usage; without one it ends with the first of its
   * certificates.
   *
   * @return empty when it stays
   */
  public Optional<Instant> ends() {
    if (authority.isPresent() && !LifetimeSigningRule.carries(signer.get(0))) {
      return Optional.empty();
    }
    return signer.stream().map(c -> c.getNotAfter().toInstant()).min(Instant::compareTo);
  }
}

package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Optional;
import java.util.Set;

/** Port: remembers what was signed. Safe from many threads. */
public interface SigningLedger {
  /** What was made of a file with a certificate, if it was signed before. */
  Optional<SignedArtifact> find(ContentDigest unsigned, ContentDigest certificate);

  /** Certificates that a file was signed with before. */
  Set<ContentDigest> certificates(ContentDigest unsigned);

  /**
   * Remembers an artifact. Durable when it returns, whatever becomes of a transaction around it; a
   * second one for the same file and certificate replaces the first.
   */
  void remember(ProductName product, SignedArtifact artifact);

  /**
   * Whether {@code artifact} was handed out as a signed file, by an earlier run of {@code sign};
   * the same file may have been signed more than once, for several folders.
   */
  boolean handedOut(SignedArtifact artifact);

  /** Remembers a file that was handed out. Durable when it returns; a second time is no fault. */
  void rememberHandedOut(ProductName product, SignedArtifact artifact);
}

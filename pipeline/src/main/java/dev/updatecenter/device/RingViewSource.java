package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Follows a product's metadata to a ring's offer and the rollout. */
final class RingViewSource {
  private static final int MAX_ROUNDS = 3;

  private final TufClient client;
  private final SignedDocuments documents;
  private final DeviceClock clock;
  private final ProductName product;
  private final RingName ring;

  /**
   * A source over one client.
   *
   * @param client judges expiry by {@code clock}
   */
  RingViewSource(
      TufClient client,
      SignedDocuments documents,
      DeviceClock clock,
      ProductName product,
      RingName ring) {
    this.client = client;
    this.documents = documents;
    this.clock = clock;
    this.product = product;
    this.ring = ring;
  }

  /**
   * Verifies all of it. Where the rollout was signed later than the device believes it is now, the
   * clock is behind: everything is judged again at that time, before anything is believed.
   */
  RingView view() throws IOException, TufVerificationException {
    RingView view = once();
    for (int i = 1; i < MAX_ROUNDS; i++) {
      Optional<Instant> signedAt = view.rollout().map(r -> r.content().signedAt());
      if (signedAt.filter(clock.instant()::isBefore).isEmpty()) {
        return view;
      }
      clock.raise(signedAt.get());
      view = once();
    }
    return view;
  }

  private RingView once() throws IOException, TufVerificationException {
    client.refresh();
    return new RingView(
        client,
        read(Offer.target(product, ring), Offer::read),
        read(RolloutDocument.target(product), RolloutDocument::read));
  }

  private <T> Optional<RingView.Document<T>> read(String path, Reader<T> reader)
      throws IOException, TufVerificationException {
    // An expired role of the offer or the rollout ends the search: exit 12.
    Optional<TargetFile> listed = client.target(path);
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = documents.read(path, listed.get());
    try {
      T content = reader.read(bytes, path);
      return Optional.of(new RingView.Document<>(content, listed.get().sha256()));
    } catch (MalformedDocumentException e) {
      throw new Refusal.UnusableDocument(path, String.valueOf(e.getMessage())).toError();
    }
  }

  private interface Reader<T> {
    T read(byte[] bytes, String file) throws MalformedDocumentException;
  }
}

package dev.updatecenter.stage.upkeep;

import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What a product's rings are told by the documents in its store, now and as far back as kept. */
public final class RingDocuments {
  private static final int MAX_DOCUMENT = 5_000_000;
  private static final String ROLLOUT_FILE = RepositoryRoles.ROLLOUT.fileName();

  private final ProductName product;
  private final byte[] root;
  private final BlobReader store;

  /**
   * Reads a store.
   *
   * @param root any trusted root of the product; newer ones are followed
   */
  public RingDocuments(ProductName product, byte[] root, BlobReader store) {
    this.product = product;
    this.root = root.clone();
    this.store = store;
  }

  /**
   * What one ring is told.
   *
   * @param rollout the product's rollout
   * @param offer the ring's offer; empty where the ring was never flighted
   * @param offerDigest SHA-256 of the offer's bytes; there iff {@code offer} is
   * @param expires from when on no device takes it any more
   */
  public record View(
      RolloutDocument rollout,
      Optional<Offer> offer,
      Optional<ContentDigest> offerDigest,
      Instant expires) {}

  /**
   * What devices of a ring see now, verified as they do, except that nothing expires.
   *
   * @return empty where no ring of the product was ever flighted
   * @throws TufVerificationException when a file fails a check
   * @throws IOException when one is missing, or is no document
   */
  public Optional<View> live(RingName ring) throws IOException, TufVerificationException {
    TufClient client = client();
    Optional<TargetFile> rollout = client.target(ReleaseLayout.rolloutTarget(product));
    if (rollout.isEmpty()) {
      return Optional.empty();
    }
    RolloutDocument said = rollout(rollout.get().sha256());
    String target = ReleaseLayout.offerTarget(product, ring);
    Optional<ContentDigest> digest = client.target(target).map(TargetFile::sha256);
    Optional<Offer> offer =
        digest.isPresent() ? Optional.of(offer(ring, digest.get())) : Optional.empty();
    Instant expires = client.trusted().timestamp().orElseThrow().expires();
    return Optional.of(new View(said, offer, digest, expires));
  }

  /**
   * What the newest kept rollout said that was signed at an instant or before. It was before
   * devices unless its publisher died just before the swap.
   *
   * @return empty where nothing is kept from then
   * @throws TufVerificationException when what is live fails a check
   * @throws IOException when a file that is named is missing, or is no document
   */
  public Optional<View> at(RingName ring, Instant at) throws IOException, TufVerificationException {
    TufClient client = client();
    long live =
        client.target(ReleaseLayout.rolloutTarget(product)).isEmpty()
            ? 0
            : client.trusted().targets(RepositoryRoles.ROLLOUT).orElseThrow().version().value();
    Optional<Generation> then = new PastRollouts(this::generation).newest(live, at);
    if (then.isEmpty()) {
      return Optional.empty();
    }
    RolloutDocument rollout = then.get().rollout();
    Optional<ContentDigest> digest =
        Optional.ofNullable(rollout.rings().get(ring)).map(RolloutDocument.Ring::offer);
    if (digest.filter(d -> !isKept(ring, d)).isPresent()) {
      return Optional.empty();
    }
    Optional<Offer> offer =
        digest.isPresent() ? Optional.of(offer(ring, digest.get())) : Optional.empty();
    return Optional.of(new View(rollout, offer, digest, then.get().expires()));
  }

  /**
   * A rollout and the metadata file that names it.
   *
   * @param expires of the metadata file
   */
  record Generation(RolloutDocument rollout, Instant expires) {}

  /** The rollout that a version of the role names; empty where it is not kept. */
  private Optional<Generation> generation(long number) throws IOException {
    String file = number + "." + ROLLOUT_FILE;
    Optional<byte[]> metadata = store.read(ReleaseLayout.metadata(product, file), MAX_DOCUMENT);
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    try {
      PastMetadata past = PastMetadata.read(metadata.get(), file);
      String target = ReleaseLayout.rolloutTarget(product);
      for (ContentDigest digest : past.contents().values()) {
        Optional<byte[]> bytes = store.read(ReleaseLayout.content(target, digest), MAX_DOCUMENT);
        if (bytes.filter(b -> ContentDigest.of(b).equals(digest)).isPresent()) {
          return Optional.of(
              new Generation(RolloutDocument.read(bytes.get(), target), past.expires()));
        }
      }
      return Optional.empty();
    } catch (MalformedDocumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private RolloutDocument rollout(ContentDigest digest) throws IOException {
    String target = ReleaseLayout.rolloutTarget(product);
    try {
      return RolloutDocument.read(content(target, digest), target);
    } catch (MalformedDocumentException e) {
      throw new IOException(e);
    }
  }

  private Offer offer(RingName ring, ContentDigest digest) throws IOException {
    String target = ReleaseLayout.offerTarget(product, ring);
    try {
      return Offer.read(content(target, digest), target);
    } catch (MalformedDocumentException e) {
      throw new IOException(e);
    }
  }

  private boolean isKept(RingName ring, ContentDigest offer) {
    String target = ReleaseLayout.offerTarget(product, ring);
    return store.read(ReleaseLayout.content(target, offer), MAX_DOCUMENT).isPresent();
  }

  private byte[] content(String target, ContentDigest digest) throws IOException {
    String name = ReleaseLayout.content(target, digest).value();
    byte[] bytes =
        store
            .read(ReleaseLayout.content(target, digest), MAX_DOCUMENT)
            .orElseThrow(() -> new FileNotFoundException(name));
    if (!ContentDigest.of(bytes).equals(digest)) {
      throw new IOException("another content than its name says: " + name);
    }
    return bytes;
  }

  private TufClient client() throws IOException, TufVerificationException {
    return LiveMetadata.client(product, root, store);
  }
}

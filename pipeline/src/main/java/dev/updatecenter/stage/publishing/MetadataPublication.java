package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes what devices see of one product: new metadata under names of its own, read back through
 * the edge, and last the swap of {@code timestamp.json}, which alone decides who won.
 */
public final class MetadataPublication {
  private final ProductName product;
  private final PublishedMetadata published;
  private final RepositoryOpening opening;
  private final MetadataSigning signing;
  private final EdgeVerifier edge;
  private final UpdateDelivery delivery;

  /**
   * Joins the parts.
   *
   * @param root where the product's first root is kept
   * @param pending where signed metadata is kept on its way
   */
  public MetadataPublication(
      ProductName product,
      List<RingName> rings,
      BlobStore store,
      EdgeVerifier edge,
      RepositoryKeys keys,
      Path root,
      Path pending,
      AuditLog audit,
      Clock clock) {
    this.product = product;
    this.published = new PublishedMetadata(product, store);
    this.signing = new MetadataSigning(product, keys, audit, clock);
    this.opening = new RepositoryOpening(published, rings, keys, new TrustedRoot(root), signing);
    this.edge = edge;
    this.delivery = new UpdateDelivery(published, edge, pending);
  }

  /**
   * Makes a change live.
   *
   * @param change what shall be, given what is published
   * @return false when everything was as wanted and live already
   * @throws UpdateCenterException exit 6 when another publisher won, exit 7 when the edge does not
   *     give what was uploaded
   */
  public boolean publish(Function<RepositoryEditor, MetadataChange> change, Lease lease) {
    try {
      boolean finished = delivery.finishPending(lease);
      Optional<VersionedBlob> timestamp = published.timestamp();
      MetadataChange wanted = change.apply(opening.open(timestamp.isPresent()));
      if (!wanted.editor().isChanged()) {
        return finished;
      }
      edge.verify(wanted.content());
      lease.check();
      MetadataUpdate update = signing.sign(wanted.editor(), published::isTaken);
      Optional<String> base = timestamp.map(VersionedBlob::etag).map(ETag::value);
      delivery.deliver(PendingUpdate.of(base, wanted.documents(), update, product), lease);
      return true;
    } catch (IOException | UncheckedIOException e) {
      throw UpdateCenterException.error(
              "UC5102", ExitCode.DISK, "the metadata of " + product + " cannot be kept or read")
          .why(String.valueOf(e))
          .fix("check the disk and the store, then run the same command again")
          .state("what devices see did not change")
          .cause(e)
          .build();
    } catch (TufVerificationException e) {
      throw e.toError(ReleaseLayout.metadata(product));
    }
  }

  /**
   * When what devices see expires; empty when nothing is published.
   *
   * @throws UpdateCenterException exit 11 when the timestamp cannot be read
   */
  public Optional<Instant> timestampExpires() {
    return published.timestampExpires();
  }
}

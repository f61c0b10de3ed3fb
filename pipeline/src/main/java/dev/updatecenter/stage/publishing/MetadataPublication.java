package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes what devices see of one product: new metadata under names of its own, read back through
 * the edge, and last the swap of {@code timestamp.json}, which alone decides who won.
 */
public final class MetadataPublication {
  private static final int MAX_TIMESTAMP = 16_384;

  private final ProductName product;
  private final List<RingName> rings;
  private final BlobStore store;
  private final EdgeVerifier edge;
  private final RepositoryKeys keys;
  private final TrustedRoot trusted;
  private final Path pending;
  private final AuditLog audit;
  private final Clock clock;

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
    this.rings = List.copyOf(rings);
    this.store = store;
    this.edge = edge;
    this.keys = keys;
    this.trusted = new TrustedRoot(root);
    this.pending = pending;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes a change live.
   *
   * @param change what shall be, given what is published
   * @param content every uploaded object that the change names, to be read back first
   * @return false when everything was as wanted and live already
   * @throws UpdateCenterException exit 6 when another publisher won, exit 7 when the edge does not
   *     give what was uploaded
   */
  public boolean publish(
      Function<RepositoryEditor, MetadataChange> change,
      Map<BlobName, ContentDigest> content,
      Lease lease) {
    try {
      boolean finished = finishPending(lease);
      Optional<VersionedBlob> timestamp =
          store.readVersioned(name("timestamp.json"), MAX_TIMESTAMP);
      MetadataChange wanted = change.apply(withRings(editor(timestamp.isPresent())));
      if (!wanted.editor().isChanged()) {
        return finished;
      }
      edge.verify(content);
      lease.check();
      MetadataUpdate update = sign(wanted.editor());
      PendingUpdate signed =
          PendingUpdate.of(
              timestamp.map(VersionedBlob::etag).map(ETag::value),
              wanted.documents(),
              update,
              product);
      signed.write(pending);
      finish(signed, lease);
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
    Optional<byte[]> bytes = store.read(name("timestamp.json"), MAX_TIMESTAMP);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      String expires =
          Json.read(bytes.get(), "timestamp.json")
              .at("signed", "expires")
              .flatMap(Node::text)
              .orElseThrow(() -> new NoSuchElementException("it says no expiry"));
      return Optional.of(Instant.parse(expires));
    } catch (MalformedDocumentException | DateTimeParseException | NoSuchElementException e) {
      throw UpdateCenterException.error(
              "UC5103", ExitCode.UNTRUSTED, "the published timestamp.json cannot be read")
          .where(name("timestamp.json"))
          .why(String.valueOf(e.getMessage()))
          .fix("find out who wrote into the store")
          .state("nothing was published")
          .cause(e)
          .build();
    }
  }

  private RepositoryEditor editor(boolean published) throws IOException, TufVerificationException {
    Optional<byte[]> kept = trusted.read();
    if (kept.isEmpty() && (published || store.head(name("1.root.json")).isPresent())) {
      throw notOurs("this home has no root of it, and a new one would begin another repository");
    }
    byte[] root = kept.orElseGet(this::newRoot);
    if (published) {
      return RepositoryEditor.load(root, this::fetch, ExpiryPolicy.STANDARD);
    }
    if (!store.putIfAbsent(name("1.root.json"), BlobSource.of(root), CachePolicy.IMMUTABLE)
        && !isThere(name("1.root.json"), root)) {
      throw notOurs("its 1.root.json is not the root that this home keeps");
    }
    return RepositoryEditor.create(
        root,
        RepositoryRoles.delegations(product, rings, keys.authorities()),
        ExpiryPolicy.STANDARD);
  }

  /** A ring that product.yaml gained since gets its role; releases' roles follow their keys. */
  private RepositoryEditor withRings(RepositoryEditor editor) {
    RepositoryEditor wanted =
        editor.withDelegations(
            RoleName.TARGETS, RepositoryRoles.delegations(product, rings, keys.authorities()));
    return wanted.isChanged(RepositoryRoles.PACKAGES)
        ? new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant()).withKeysOfPackages(wanted)
        : wanted;
  }

  private byte[] newRoot() {
    Map<RoleName, RoleAuthority> topLevel =
        keys.authorities().entrySet().stream()
            .filter(e -> e.getKey().isTopLevel())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    byte[] root =
        sign(RepositoryEditor.create(
                topLevel,
                RepositoryRoles.delegations(product, rings, keys.authorities()),
                ExpiryPolicy.STANDARD))
            .root()
            .orElseThrow()
            .bytes();
    trusted.keep(root);
    return root;
  }

  private MetadataUpdate sign(RepositoryEditor wanted) {
    long intent = audit.intent("sign-metadata", product, Map.of("keys", keys.ids()));
    MetadataUpdate update;
    try {
      update =
          wanted.sign(keys.signers(), clock.instant(), file -> store.head(name(file)).isPresent());
    } catch (RuntimeException e) {
      audit.failed(intent, product, e);
      throw e;
    }
    Map<String, String> facts = new LinkedHashMap<>();
    for (MetadataFile file : update.files()) {
      facts.put(file.name(), ContentDigest.of(file.bytes()).hex());
      facts.put("signers." + file.name(), ids(file.keyIds()));
    }
    facts.put("timestamp", update.timestamp().version().toString());
    audit.result(intent, product, AuditLog.Outcome.DONE, facts);
    return update;
  }

  private static String ids(List<ContentDigest> keys) {
    return String.join(" ", keys.stream().map(ContentDigest::hex).toList());
  }

  /**
   * Goes on with what a killed publisher had signed, unless somebody published since.
   *
   * @return whether that is live now, and was not before
   */
  private boolean finishPending(Lease lease) throws IOException {
    Optional<PendingUpdate> left = PendingUpdate.read(pending);
    if (left.isEmpty()) {
      return false;
    }
    Optional<String> now =
        store
            .readVersioned(name("timestamp.json"), MAX_TIMESTAMP)
            .map(VersionedBlob::etag)
            .map(ETag::value);
    if (now.equals(left.get().base())) {
      finish(left.get(), lease);
      return true;
    }
    Files.delete(pending);
    return false;
  }

  private void finish(PendingUpdate update, Lease lease) throws IOException {
    Map<BlobName, ContentDigest> written = new LinkedHashMap<>();
    for (PendingUpdate.File file : update.immutable()) {
      if (!store.putIfAbsent(file.blob(), BlobSource.of(file.bytes()), CachePolicy.IMMUTABLE)
          && !isThere(file.blob(), file.bytes())) {
        // A name that somebody else took stays taken: the next run signs under the next number.
        Files.delete(pending);
        throw lost(null);
      }
      written.put(file.blob(), ContentDigest.of(file.bytes()));
    }
    edge.verify(written);
    lease.check();
    try {
      store.replace(
          name("timestamp.json"),
          update.timestamp().bytes(),
          update.base().map(ETag::new),
          CachePolicy.TIMESTAMP);
    } catch (PreconditionFailedException e) {
      Files.delete(pending);
      throw lost(e);
    }
    Files.delete(pending);
  }

  private boolean isThere(BlobName name, byte[] bytes) {
    return store.head(name).filter(b -> b.length() == bytes.length).isPresent()
        && store.read(name, bytes.length).filter(b -> Arrays.equals(b, bytes)).isPresent();
  }

  private UpdateCenterException notOurs(String why) {
    return UpdateCenterException.error(
            "UC5106", ExitCode.UNTRUSTED, "the store holds a repository of another home")
        .where(name("1.root.json"))
        .why(why)
        .fix("publish from the home that began it, with its folders 'keys' and 'trust'")
        .state("nothing was published, and no root was made")
        .build();
  }

  private UpdateCenterException lost(@Nullable Exception cause) {
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC5104", ExitCode.CONFLICT, "another publisher of " + product + " was faster")
            .why("the published metadata changed while this run was signing its own")
            .fix("run the same command again: it goes on from what is published now")
            .state("devices see what the other publisher published; nothing of it was overwritten");
    return (cause == null ? error : error.cause(cause)).build();
  }

  private BlobName name(String fileName) {
    return ReleaseLayout.metadata(product, fileName);
  }

  private byte[] fetch(String fileName, int maxBytes) throws IOException {
    return store
        .read(name(fileName), maxBytes)
        .orElseThrow(() -> new MetadataNotFoundException(fileName));
  }
}

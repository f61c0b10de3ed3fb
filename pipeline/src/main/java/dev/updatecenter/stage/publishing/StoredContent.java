package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks a store which content it has, by listings alone.
 *
 * <p>Few are asked for one by one, each by a listing of its whole name. For more the folder is
 * listed, in sixteen parts by the first digit of the digest, at the same time: so many requests and
 * one more for each 5,000 blobs that the store holds, however many are asked for. Listed blobs
 * stream by; only those that were asked for are remembered.
 */
final class StoredContent {
  /** What listing the folder costs at 80,000 blobs, and so the most that are asked one by one. */
  static final int FEW = 32;

  private static final String PACKAGES = "content/packages/";

  private final BlobStore store;
  private final Map<BlobName, ContentBlob> wanted;
  private final Set<BlobName> found = ConcurrentHashMap.newKeySet();

  private StoredContent(BlobStore store, Map<BlobName, ContentBlob> wanted) {
    this.store = store;
    this.wanted = wanted;
  }

  /**
   * The names that the store has already.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5042, exit 14, when a name has
   *     another length than its content
   */
  static Set<BlobName> of(BlobStore store, Collection<ContentBlob> wanted) {
    Map<BlobName, ContentBlob> byName =
        wanted.stream().collect(Collectors.toMap(ContentBlob::name, c -> c, (a, b) -> a));
    StoredContent content = new StoredContent(store, byName);
    Transfers.each(prefixes(byName.keySet()), content::list);
    return Set.copyOf(content.found);
  }

  /** In order, so that the same question gives the same requests. */
  private static Set<String> prefixes(Set<BlobName> names) {
    return names.stream()
        .map(name -> names.size() <= FEW ? name.value() : part(name.value()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of a package up to the first digit of its digest. */
  private static String part(String name) {
    return name.startsWith(PACKAGES) ? name.substring(0, PACKAGES.length() + 1) : name;
  }

  private void list(String prefix) {
    try (Stream<ListedBlob> blobs = store.list(prefix)) {
      blobs.forEach(this::note);
    }
  }

  private void note(ListedBlob blob) {
    ContentBlob content = wanted.get(blob.name());
    if (content == null) {
      return;
    }
    if (blob.length() != content.source().length()) {
      throw StoreFault.damaged(blob.name(), blob.length(), content.source());
    }
    found.add(blob.name());
  }
}

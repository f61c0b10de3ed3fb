package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A listing, page by page as it is read. List Blobs sorts by name; blobs of others whose names are
 * none of ours are passed by.
 */
final class BlobPages implements Iterator<ListedBlob> {
  private final BlobContainerClient container;
  private final Attempts attempts;
  private final AzureFaults faults;
  private final ListBlobsOptions options;
  private final Deque<ListedBlob> page = new ArrayDeque<>();
  private @Nullable String next;
  private boolean ended;

  BlobPages(
      BlobContainerClient container,
      Attempts attempts,
      AzureFaults faults,
      String prefix,
      int pageSize) {
    this.container = container;
    this.attempts = attempts;
    this.faults = faults;
    this.options = new ListBlobsOptions().setPrefix(prefix).setMaxResultsPerPage(pageSize);
  }

  @Override
  public boolean hasNext() {
    // A page may be empty without being the last.
    while (page.isEmpty() && !ended) {
      PagedResponse<BlobItem> answer = ask();
      answer.getValue().forEach(this::add);
      next = answer.getContinuationToken();
      ended = next == null || next.isEmpty();
    }
    return !page.isEmpty();
  }

  @Override
  public ListedBlob next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.pop();
  }

  private PagedResponse<BlobItem> ask() {
    try {
      return attempts.of(
          "list blobs",
          again -> container.listBlobs(options, next, null).iterableByPage().iterator().next());
    } catch (BlobStorageException e) {
      throw faults.of("list blobs", e);
    }
  }

  private void add(BlobItem item) {
    if (BlobName.isSafe(item.getName())) {
      page.add(
          new ListedBlob(
              new BlobName(item.getName()),
              item.getProperties().getContentLength(),
              item.getProperties().getLastModified().toInstant()));
    }
  }
}

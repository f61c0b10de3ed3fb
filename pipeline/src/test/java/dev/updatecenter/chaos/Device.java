package dev.updatecenter.chaos;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.http.HttpBlobReader;
import dev.updatecenter.capability.blobstore.http.HttpLimits;
import dev.updatecenter.capability.blobstore.http.Pause;
import dev.updatecenter.capability.tuf.DirectoryMetadataStore;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataFetcher;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataStore;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A device of ours that polls, by turns with the state that it keeps and with none. */
final class Device implements Runnable {
  private static final int PAUSE_MILLIS = 300;

  private final BlobReader edge;
  private final ProductName product;
  private final byte[] root;
  private final MetadataStore kept;
  private final Promise promise;
  private final Tally tally;
  private final Random random;
  private final String name;
  private volatile boolean going = true;
  private int visits;

  /** What is published for certain, as a device of this edge must see it. */
  interface Promise {
    List<String> targets() throws IOException;
  }

  Device(URI base, ProductName product, byte[] root, Path state, Promise promise, Tally tally) {
    this.name = "device at " + base;
    this.edge = new HttpBlobReader(base, HttpLimits.usual(), Pause.REAL, new Random(7));
    this.product = product;
    this.root = root.clone();
    this.kept = new DirectoryMetadataStore(state);
    this.promise = promise;
    this.tally = tally;
    this.random = new Random(11);
  }

  void stop() {
    going = false;
  }

  @Override
  public void run() {
    while (going) {
      MetadataStore state = visits++ % 2 == 0 ? kept : new InMemoryMetadataStore();
      try {
        visit(state);
        tally.add(Tally.VISITS_OURS);
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (UpdateCenterException e) {
        failed(e, e.exit() == ExitCode.UNAVAILABLE);
      } catch (TufVerificationException | RuntimeException e) {
        failed(e, false);
      } catch (IOException e) {
        failed(e, !(e instanceof MetadataNotFoundException));
      }
    }
  }

  private void failed(Exception e, boolean connection) {
    if (connection) {
      tally.add(Tally.CONNECTION_ERRORS);
    } else {
      tally.fault(Tally.CLIENT_FAILURES, name + ", visit " + visits + ": " + e);
    }
  }

  private void visit(MetadataStore state) throws IOException, TufVerificationException {
    List<String> promised = promise.targets();
    MetadataFetcher fetcher =
        (file, most) ->
            edge.read(ReleaseLayout.metadata(product, file), most)
                .orElseThrow(() -> new MetadataNotFoundException(file));
    TufClient client = new TufClient(root, state, fetcher, Clock.systemUTC());
    client.refresh();
    List<String> wanted = new ArrayList<>(List.of(ReleaseLayout.rolloutTarget(product)));
    if (!promised.isEmpty()) {
      wanted.add(promised.get(promised.size() - 1));
      wanted.add(promised.get(random.nextInt(promised.size())));
    }
    for (String target : wanted) {
      Optional<TargetFile> listed = client.target(target);
      if (listed.isEmpty()) {
        tally.fault(Tally.CLIENT_FAILURES, name + ", visit " + visits + ": no target " + target);
      } else {
        fetch(ReleaseLayout.content(target, listed.get().sha256()), listed.get());
      }
    }
  }

  private void fetch(BlobName blob, TargetFile listed) {
    Optional<byte[]> content = edge.read(blob, (int) listed.length());
    if (content.filter(c -> ContentDigest.of(c).equals(listed.sha256())).isEmpty()) {
      tally.fault(Tally.CLIENT_FAILURES, name + ": " + blob + " is not as listed");
    }
  }
}

package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads what was just uploaded back through the address that devices use, whole. */
public final class EdgeVerifier {
  private final BlobReader edge;
  private final Progress progress;

  /**
   * Reads through an edge.
   *
   * @param edge the public address
   */
  public EdgeVerifier(BlobReader edge, Progress progress) {
    this.edge = edge;
    this.progress = progress;
  }

  /**
   * Reads each object and compares its digest.
   *
   * @throws UpdateCenterException exit 7 when one is missing or differs
   */
  public void verify(Map<BlobName, ContentDigest> objects) {
    if (objects.isEmpty()) {
      return;
    }
    try (Progress.Task task = progress.begin("Reading back", objects.size(), Progress.Unit.ITEMS)) {
      objects.forEach(
          (name, expected) -> {
            verify(name, expected);
            task.advance(1);
          });
    }
  }

  private void verify(BlobName name, ContentDigest expected) {
    try (InputStream in = edge.open(name)) {
      ContentDigest actual = ContentDigest.of(in);
      if (!actual.equals(expected)) {
        throw stale(name, "it has SHA-256 " + actual + ", uploaded was " + expected).build();
      }
    } catch (BlobNotFoundException e) {
      throw stale(name, "the public address does not have it").cause(e).build();
    } catch (IOException e) {
      throw stale(name, String.valueOf(e)).cause(e).build();
    }
  }

  private static UpdateCenterException.Builder stale(BlobName name, String why) {
    return UpdateCenterException.error(
            "UC5101", ExitCode.FAILED, "devices would not get what was uploaded")
        .where(name)
        .why(why)
        .fix("check publicUrl and the edge's cache rules, then run the same command again")
        .state("the new objects are uploaded, and no metadata that devices read names them");
  }
}

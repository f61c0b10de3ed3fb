package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.offer.OfferPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Brings a package to a file: hashed while it streams, never longer than its metadata says, going
 * on where an earlier scan stopped.
 */
final class PackageDownload {
  private static final int BLOCK = 1 << 16;
  private static final int MAX_FAULTS = 5;

  private final BlobReader edge;
  private final Progress progress;

  PackageDownload(BlobReader edge, Progress progress) {
    this.edge = edge;
    this.progress = progress;
  }

  /**
   * Fetches the content.
   *
   * @param part where it is gathered; what lies there already is not fetched again if it is right
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC7107 when the edge has another
   *     content, after which nothing is left; UC7110, UC7111
   */
  void fetch(ListedPackage listed, Path part) {
    String found;
    try {
      boolean resumed = Files.exists(part, LinkOption.NOFOLLOW_LINKS);
      found = attempt(listed, part);
      if (!found.isEmpty() && resumed) {
        // The damage may lie in the earlier part.
        Files.deleteIfExists(part);
        found = attempt(listed, part);
      }
      if (found.isEmpty()) {
        return;
      }
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw DeviceFault.disk("gather a package", part, e);
    }
    OfferPackage offered = listed.offered();
    throw new Refusal.OtherContent(offered.target(), offered.length(), offered.sha256(), found)
        .toError();
  }

  /** Says in words what came instead; empty when it is the content. */
  private String attempt(ListedPackage listed, Path part) throws IOException {
    long length = listed.offered().length();
    MessageDigest digest = ContentDigest.newSha256();
    try (FileChannel out = DurableFile.open(part);
        Progress.Task task =
            progress.begin(listed.offered().identity(), length, Progress.Unit.BYTES)) {
      if (out.size() > length) {
        return "more than " + length + " bytes";
      }
      digestAll(out, digest);
      task.advance(out.size());
      if (!fill(listed, out, digest, task)) {
        return out.size() < length ? "only " + out.size() + " bytes" : "more than that many bytes";
      }
      out.force(true);
      ContentDigest found = ContentDigest.from(digest);
      boolean same = out.size() == length && found.equals(listed.offered().sha256());
      return same ? "" : out.size() + " bytes with SHA-256 " + found;
    }
  }

  /** Whether the content ended where it should. */
  private boolean fill(
      ListedPackage listed, FileChannel out, MessageDigest digest, Progress.Task task)
      throws IOException {
    long length = listed.offered().length();
    for (int faults = 1; out.size() < length; faults++) {
      // One byte more than there may be: endless content shows itself by it.
      try (InputStream in = edge.open(listed.content(), out.size(), length - out.size() + 1)) {
        return copy(in, out, length, digest, task);
      } catch (BlobNotFoundException e) {
        throw DeviceFault.missing(listed.content(), out.size(), e);
      } catch (IOException e) {
        if (faults == MAX_FAULTS) {
          throw DeviceFault.brokenOff(listed.content(), out.size(), length, e);
        }
      }
    }
    return true;
  }

  /** A fault of reading is an IOException, one of writing is not. */
  private static boolean copy(
      InputStream in, FileChannel out, long length, MessageDigest digest, Progress.Task task)
      throws IOException {
    byte[] block = new byte[BLOCK];
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      if (out.size() + count > length) {
        return false;
      }
      digest.update(block, 0, count);
      write(out, ByteBuffer.wrap(block, 0, count));
      task.advance(count);
    }
    return out.size() == length;
  }

  private static void write(FileChannel out, ByteBuffer block) {
    try {
      while (block.hasRemaining()) {
        out.write(block);
      }
    } catch (IOException e) {
      throw DeviceFault.disk("write a package", "the device's state folder", e);
    }
  }

  private static void digestAll(FileChannel file, MessageDigest digest) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (file.read(block) >= 0) {
      block.flip();
      digest.update(block);
      block.clear();
    }
  }
}

package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A file on its way into the work folder: hashed while it is written, named when it is whole. */
final class IncomingCopy extends OutputStream {
  private final Path folder;
  private final Path part;
  private final OutputStream out;
  private final MessageDigest sha256 = ContentDigest.newSha256();
  private long length;

  IncomingCopy(Path folder) throws IOException {
    this.folder = folder;
    this.part = Files.createTempFile(folder, "intake-", ".part");
    this.out = Files.newOutputStream(part);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    sha256.update(bytes, offset, count);
    length += count;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Puts the closed copy under its digest; whatever lay there is replaced. */
  SubmittedFile keep(InputRole role, String fileName, String shownAs) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    ContentDigest digest = ContentDigest.from(sha256);
    Path copy = folder.resolve(digest.hex());
    Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new SubmittedFile(role, shownAs, fileName, digest, length, copy);
  }

  /** Removes what was written. */
  void discard() throws IOException {
    out.close();
    Files.deleteIfExists(part);
  }
}

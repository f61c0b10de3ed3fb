package dev.updatecenter.capability.format.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Digests a file that is written to it, as a member of a catalog; tells at its end. */
public final class MemberDigest extends OutputStream {
  private final String name;
  private final MessageDigest whole;
  private final ImageDigest image;
  private final Consumer<MemberFile> whenRead;
  private boolean closed;

  /** Begins a file. */
  public MemberDigest(String name, MemberHash hash, Consumer<MemberFile> whenRead) {
    this.name = name;
    this.whole = hash.newDigest();
    this.image = new ImageDigest(hash);
    this.whenRead = whenRead;
  }

  /** Digests a file on disk, streaming. */
  public static MemberFile of(String name, MemberHash hash, Path file) throws IOException {
    MemberFile[] read = new MemberFile[1];
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new MemberDigest(name, hash, f -> read[0] = f)) {
      in.transferTo(out);
    }
    return read[0];
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    whole.update(bytes, offset, length);
    image.update(bytes, offset, length);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      whenRead.accept(image.finish(name, HexFormat.of().formatHex(whole.digest())));
    }
  }
}

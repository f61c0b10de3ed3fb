package dev.updatecenter.capability.format.pe;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * An executable as its bytes pass, from the first: keeps the headers and the part that names what
 * it imports, at most 320 KiB, wherever that lies. Of another file it keeps two bytes.
 */
public final class PeReading extends OutputStream {
  private static final int MAX_IMPORTS = 1 << 18;
  private static final int NATIVE = 1;
  private static final int X86 = 0x014C;
  private static final byte[] MZ = {'M', 'Z'};

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream window = new ByteArrayOutputStream();
  private boolean other;
  private long windowAt = -1;
  private long position;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = 0; i < length && position + i < MZ.length; i++) {
      other |= bytes[offset + i] != MZ[(int) position + i];
    }
    int first = (int) Math.min(length, Math.max(0, PeHeader.ENOUGH - position));
    if (!other && first > 0) {
      head.write(bytes, offset, first);
      position += first;
      if (position == PeHeader.ENOUGH) {
        findImports();
      }
      keepImports(bytes, offset + first, length - first);
      position += length - first;
    } else {
      keepImports(bytes, offset, length);
      position += length;
    }
  }

  private void findImports() {
    try {
      PeLayout layout = PeLayout.read(head.toByteArray());
      windowAt = layout.offset(layout.directory(PeLayout.IMPORTS));
    } catch (MalformedPackageException e) {
      windowAt = -1; // header() says what is wrong
    }
  }

  private void keepImports(byte[] bytes, int offset, int length) {
    long from = Math.max(position, windowAt);
    long to = Math.min(position + length, windowAt + MAX_IMPORTS);
    if (windowAt >= 0 && from < to) {
      window.write(bytes, offset + (int) (from - position), (int) (to - from));
    }
  }

  /** Whether it begins like an executable, sound or not. */
  public boolean looksExecutable() {
    return !other && position >= MZ.length;
  }

  /**
   * What was read, after the last byte.
   *
   * @throws MalformedPackageException UC3080 if the headers are damaged, or it is no executable
   */
  public PeHeader header() throws MalformedPackageException {
    byte[] kept = head.toByteArray();
    PeLayout layout = PeLayout.read(kept);
    long at = layout.offset(layout.directory(PeLayout.IMPORTS));
    PeImports imports = new PeImports(layout, kept, window.toByteArray(), at);
    return new PeHeader(
        layout.machine(),
        layout.architecture(),
        layout.subsystem(),
        layout.isDll(),
        imports.ofTheKernel() || (layout.subsystem() == NATIVE && !imports.ofNtdllAlone()),
        layout.directory(PeLayout.CERTIFICATES) != 0,
        // Code of its own beside it makes another machine of it, but for x86.
        layout.machine() == X86 && layout.directory(PeLayout.DOT_NET) != 0);
  }
}

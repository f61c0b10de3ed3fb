package dev.updatecenter.capability.format.ocp;

import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.EntrySink;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Digests each file that passes. */
final class DigestingSink implements EntrySink {
  private final List<OcpMember> members = new ArrayList<>();

  List<OcpMember> members() {
    return List.copyOf(members);
  }

  @Override
  public OutputStream open(CabinetFile file) {
    MessageDigest digest = ContentDigest.newSha256();
    return new OutputStream() {
      private boolean closed;

      @Override
      public void write(int b) {
        digest.update((byte) b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          members.add(new OcpMember(file.name(), ContentDigest.from(digest), file.size()));
        }
      }
    };
  }
}

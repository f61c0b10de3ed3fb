package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.Lease;

/** Uses a key only as long as the lease is held: asked anew before each signature. */
record LeasedSigner(MetadataSigner signer, Lease lease) implements MetadataSigner {
  @Override
  public TufKey key() {
    return signer.key();
  }

  @Override
  public byte[] sign(byte[] canonical) {
    lease.check();
    return signer.sign(canonical);
  }
}

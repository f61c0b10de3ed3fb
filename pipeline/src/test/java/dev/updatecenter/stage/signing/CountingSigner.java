package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the uses of a key, and may do something to what it signed. */
record CountingSigner(AuthenticodeSigner signer, AtomicInteger uses, After after)
    implements AuthenticodeSigner {
  /** What happens to a file that was just signed. */
  interface After {
    /** Leaves it. */
    After NOTHING = file -> {};

    /** Changes it in place. */
    void change(Path file) throws IOException;
  }

  static CountingSigner of(AuthenticodeSigner signer) {
    return new CountingSigner(signer, new AtomicInteger(), After.NOTHING);
  }

  int count() {
    return uses.get();
  }

  @Override
  public void sign(Path file, String displayName) throws IOException {
    uses.incrementAndGet();
    signer.sign(file, displayName);
    after.change(file);
  }

  @Override
  public X509Certificate certificate() {
    return signer.certificate();
  }

  @Override
  public List<X509Certificate> chain() {
    return signer.chain();
  }
}

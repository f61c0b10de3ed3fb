package dev.updatecenter.app.wiring;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;

/**
 * Native cryptography in front of the JDK's, on machines that it was built for (Linux on x86-64
 * with glibc): RSA-3072 signs in 60 % of the time, and hashes are fast before the JDK's compiler
 * has seen them. Everywhere else the JDK does all. A key of a token names the provider that reaches
 * it, so none of its operations comes here.
 */
public final class FastCrypto {
  private FastCrypto() {}

  /**
   * Puts it in front for the whole process; a second time changes nothing.
   *
   * @return whether it is there
   */
  public static boolean prefer() {
    try {
      Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() != null) {
        return false;
      }
      Security.insertProviderAt(provider, 1);
      return true;
    } catch (LinkageError e) {
      // No such library for this machine, or a folder for temporary files that runs nothing.
      return false;
    }
  }

  /** The same beside what the caller does meanwhile: whatever comes first is done by the JDK. */
  public static void preferSoon() {
    Thread loading = new Thread(FastCrypto::prefer, "native-crypto");
    loading.setDaemon(true);
    loading.start();
  }

  /**
   * Exit code 0 where it can be had. The launcher asks once for a Java machine: without it, flags
   * that spare the compiler would make hashing ten times slower.
   */
  public static void main(String[] args) {
    System.exit(prefer() ? 0 : 1);
  }
}

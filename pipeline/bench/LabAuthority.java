import dev.updatecenter.app.lab.LabIdentity;
import dev.updatecenter.app.lab.LabTimestampServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * An RFC 3161 authority on loopback that runs until it is killed: {@code LabAuthority PKCS12
 * PASSWORD_FILE ADDRESS_FILE}. The last file gets its address once it answers.
 */
final class LabAuthority {
  private LabAuthority() {}

  public static void main(String[] arguments) throws Exception {
    char[] password = Files.readString(Path.of(arguments[1])).strip().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
      store.load(in, password);
    }
    String alias = store.aliases().nextElement();
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : store.getCertificateChain(alias)) {
      chain.add((X509Certificate) certificate);
    }
    PrivateKey key = (PrivateKey) store.getKey(alias, password);
    LabTimestampServer server =
        LabTimestampServer.start(
            new LabIdentity(key, chain), Clock.systemUTC(), new SecureRandom());
    Path part = Path.of(arguments[2] + ".part");
    Files.writeString(part, server.uri().toString());
    Files.move(part, Path.of(arguments[2]), StandardCopyOption.ATOMIC_MOVE);
    Thread.currentThread().join();
  }
}

package dev.updatecenter.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Answers with what {@code openssl ts -reply} makes of a request. One request at a time. */
public final class OpensslAuthority implements ScriptedAuthority.Script {
  private final Path openssl;
  private final Path folder;

  /**
   * An authority that keeps its files in a folder.
   *
   * @param chain leaf first, root last
   * @param settings further lines of the section of ts(1) that describes it
   */
  public OpensslAuthority(Path folder, KeyPair keys, List<X509Certificate> chain, String settings)
      throws IOException {
    this.openssl = Programs.require("openssl");
    this.folder = folder;
    try {
      pem("leaf.pem", "CERTIFICATE", chain.get(0).getEncoded());
      pem("root.pem", "CERTIFICATE", chain.get(chain.size() - 1).getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    pem("key.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(
        folder.resolve("ts.cnf"),
        """
        [tsa]
        default_tsa = test
        [test]
        serial = %1$s/serial
        signer_cert = %1$s/leaf.pem
        certs = %1$s/root.pem
        signer_key = %1$s/key.pem
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        %2$s
        """
            .formatted(folder, settings));
  }

  /** The root, for programs of others. */
  public Path root() {
    return folder.resolve("root.pem");
  }

  @Override
  public synchronized void answer(HttpExchange exchange, byte[] query, int number)
      throws IOException {
    Path file = Files.write(folder.resolve("query"), query);
    Path reply = folder.resolve("reply");
    String config = folder.resolve("ts.cnf").toString();
    try {
      Programs.Result run =
          Programs.run(
              openssl, "ts", "-reply", "-config", config, "-queryfile", s(file), "-out", s(reply));
      if (run.exit() != 0) {
        throw new IOException(run.output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    ScriptedAuthority.reply(exchange, Files.readAllBytes(reply));
  }

  private void pem(String name, String type, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, base64),
        StandardCharsets.US_ASCII);
  }

  private static String s(Path path) {
    return path.toString();
  }
}

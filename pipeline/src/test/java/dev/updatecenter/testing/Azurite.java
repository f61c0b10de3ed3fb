package dev.updatecenter.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Microsoft's emulator of Azure Blob Storage on the loopback, empty at first; its module {@code
 * azurite} is found through NODE_PATH.
 */
public final class Azurite implements AutoCloseable {
  /** The emulator's account; its key is public, and the same everywhere. */
  public static final String ACCOUNT = "devstoreaccount1";

  /** The key of {@link #ACCOUNT}. */
  public static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final Pattern LISTENING = Pattern.compile("listens on (http://\\S+)");

  private final Process process;
  private final URI endpoint;

  private Azurite(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Skips the test, visibly, where node or the module is missing. */
  public static void require() {
    Programs.require("node");
    NodeModules.require("azurite");
  }

  /** One that keeps its blobs in memory. */
  public static Azurite start() {
    return start(List.of("--inMemoryPersistence"));
  }

  /** One that keeps its blobs in a folder, for what is large or outlives it. */
  public static Azurite start(Path folder) {
    return start(List.of("--location", folder.toString()));
  }

  private static Azurite start(List<String> persistence) {
    Path main = NodeModules.require("azurite").resolve("dist/src/blob/main.js");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Programs.require("node").toString(), main.toString()));
    command.addAll(List.of("--blobHost", "127.0.0.1", "--blobPort", "0"));
    command.addAll(List.of("--skipApiVersionCheck", "--disableTelemetry"));
    command.addAll(persistence);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      URI endpoint = endpoint(lines);
      Thread drain = new Thread(() -> drain(lines), "azurite");
      drain.setDaemon(true);
      drain.start();
      return new Azurite(process, endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI endpoint(BufferedReader lines) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher m = LISTENING.matcher(line);
      if (m.find()) {
        return URI.create(m.group(1));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("azurite ended: " + said);
  }

  /** It tells every request; a full pipe would hold it. */
  private static void drain(BufferedReader lines) {
    lines.lines().forEach(line -> {});
  }

  /** Where it listens, without the account: {@code http://127.0.0.1:PORT}. */
  public URI endpoint() {
    return endpoint;
  }

  /** The blob endpoint of the account: {@code http://127.0.0.1:PORT/devstoreaccount1}. */
  public URI accountEndpoint() {
    return URI.create(endpoint + "/" + ACCOUNT);
  }

  /** What Azure's libraries connect with. */
  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName="
        + ACCOUNT
        + ";AccountKey="
        + KEY
        + ";BlobEndpoint="
        + accountEndpoint()
        + ";";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

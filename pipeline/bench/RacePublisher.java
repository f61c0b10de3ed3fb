import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * One publisher in a process of its own: {@code RacePublisher HOME NUMBER}. Each line on its input is
 * a round: {@code <round> <milliseconds to wait>}. It uploads a file, names it in the role {@code
 * packages} under the home's lease, and says {@code <exit code> <UC code or -> <target> <message>}.
 */
final class RacePublisher {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private RacePublisher() {}

  public static void main(String[] arguments) throws Exception {
    Home home = new Home(Path.of(arguments[0]));
    try (Wiring wiring =
            new Wiring(
                home,
                new ConfigurationReader(System.getenv()).read(Optional.empty(), home),
                Clock.systemUTC(),
                Progress.NONE);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      RegisteredProduct product = wiring.models().find(PRODUCT).orElseThrow();
      System.out.println("ready");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        Thread.sleep(Long.parseLong(words[1]));
        System.out.println(run(wiring, product, words[0] + "-" + arguments[1]));
      }
    }
  }

  private static String run(Wiring wiring, RegisteredProduct product, String name) {
    byte[] content = ("TEST content of round and publisher " + name).getBytes(UTF_8);
    ContentDigest digest = ContentDigest.of(content);
    String target = ReleaseLayout.packageTarget(digest, name + ".cab");
    try (Lease lease = wiring.leases().acquire(PRODUCT, "race " + name)) {
      BlobName blob = ReleaseLayout.content(target, digest);
      wiring.store().putIfAbsent(blob, BlobSource.of(content), CachePolicy.IMMUTABLE);
      Map<String, TargetFile> named = Map.of(target, TargetFile.of(content));
      wiring
          .publishing()
          .metadata(product)
          .publish(
              editor ->
                  MetadataChange.of(editor.withAddedTargets(RepositoryRoles.PACKAGES, named)),
              Map.of(blob, digest),
              lease);
      return "0 - " + target + " published";
    } catch (UpdateCenterException e) {
      return e.exit().code() + " " + e.code() + " " + target + " " + e.getMessage() + ": " + e.why();
    } catch (RuntimeException e) {
      e.printStackTrace();
      return "1 - " + target + " " + e;
    }
  }
}

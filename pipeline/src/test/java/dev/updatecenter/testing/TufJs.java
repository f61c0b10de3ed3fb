package dev.updatecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The TUF client of the npm world, run by node; its module is found through NODE_PATH. */
public final class TufJs {
  private final Path node;

  private TufJs(Path node) {
    this.node = node;
  }

  /** Skips the test, visibly, where node or the module is missing. */
  public static TufJs require() {
    Path node = Programs.require("node");
    NodeModules.require("tuf-js");
    return new TufJs(node);
  }

  /**
   * Judges repositories.
   *
   * @param cases as {@code tuf-js-client.cjs} describes them
   * @param folder for the list of cases
   * @return one line a case
   */
  public List<String> judge(List<Map<String, Object>> cases, Path folder)
      throws IOException, InterruptedException {
    Path list = Files.write(folder.resolve("cases.json"), Json.bytes(cases));
    Path script = Path.of("src/test/resources/interop/tuf-js-client.cjs").toAbsolutePath();
    Programs.Result result = Programs.run(node, script.toString(), list.toString());
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output().lines().toList();
  }
}

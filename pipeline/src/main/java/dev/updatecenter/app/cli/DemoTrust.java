package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets a home trust the sample's submitter, so that later commands need no further setting. */
final class DemoTrust {
  private DemoTrust() {}

  /** Writes updatecenter.yaml into the home, unless there is one. */
  static void configure(Home home, Path workspace) throws IOException {
    Path trust = workspace.toAbsolutePath().resolve("trust");
    String yaml =
        """
        # Written by 'ducctl demo': the roots of the sample's submitter. Yours go here.
        apiVersion: updatecenter/v1
        kind: Configuration
        trust:
          codeSigning: ["%s"]
          timestamping: ["%s"]
        """
            .formatted(
                quoted(trust.resolve("submitter-root.pem")),
                quoted(trust.resolve("submitter-timestamp-root.pem")));
    try {
      Files.write(
          home.folder().resolve("updatecenter.yaml"),
          yaml.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  private static String quoted(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}

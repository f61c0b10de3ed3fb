package dev.updatecenter.app.cli;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.testing.SoftHsmToken;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home whose release key is in a SoftHSM2 token, around the sample workspace. */
final class TokenHome {
  static final String RELEASE = "release-TEST";

  private TokenHome() {}

  /** A token with the test lab's release key and a key for role {@code packages}. */
  static SoftHsmToken token(Path folder) {
    LabPki pki = TestLab.pki();
    return SoftHsmToken.create(folder, "TEST-ev")
        .withKey(RELEASE, pki.release().key(), pki.release().chain())
        .generate("packages-TEST", "EC:secp256r1");
  }

  /**
   * A home, with nothing registered.
   *
   * @param keys what stands under {@code keys} in its updatecenter.yaml, a line each
   */
  static Path create(Path home, String... keys) throws IOException {
    Files.createDirectories(home);
    Path locks = Files.createDirectories(home.resolveSibling("locks"));
    Path sample = SampleHome.WORKSPACE.resolve("trust");
    LabPki pki = TestLab.pki();
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        trust:
          codeSigning: ["%s", "%s"]
          timestamping: ["%s"]
        signing: { lockFolder: "%s" }
        keys:
          %s
        """
            .formatted(
                sample.resolve("submitter-root.pem"),
                pki.codeSigningRootPem(),
                sample.resolve("submitter-timestamp-root.pem"),
                locks,
                String.join("\n  ", keys)));
    return home;
  }
}

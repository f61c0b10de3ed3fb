package dev.updatecenter.device;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an image carries for its updates: the four files that {@code product device-config} writes.
 *
 * @param configuration where to ask, in which ring, as what
 * @param root the trusted root of the product's metadata
 * @param anchors whom packages may be signed and timestamped by
 */
public record DeviceImage(
    DeviceConfiguration configuration, TrustedRoot root, TrustAnchors anchors) {
  /** The trusted root of the metadata. */
  public static final String ROOT = "root.json";

  /** The roots that signers' chains end at. */
  public static final String CODE_SIGNING = "code-signing-root.pem";

  /** The roots that timestamp authorities' chains end at. */
  public static final String TIMESTAMPING = "timestamp-root.pem";

  private static final int MOST_BYTES = 1 << 20;

  /**
   * Reads the files where an image keeps them.
   *
   * @param folder holds them, and may hold others
   * @throws IOException when one is missing or cannot be read
   * @throws UpdateCenterException exit 2 when one is not what it is called
   */
  public static DeviceImage read(Path folder) throws IOException {
    Path configuration = folder.resolve(DeviceConfiguration.FILE);
    Path root = folder.resolve(ROOT);
    try {
      return new DeviceImage(
          DeviceConfiguration.read(bytes(configuration), configuration.toString()),
          TrustedRoot.of(bytes(root), root.toString()),
          TrustAnchors.load(
              List.of(folder.resolve(CODE_SIGNING)),
              List.of(folder.resolve(TIMESTAMPING)),
              List.of()));
    } catch (MalformedDocumentException e) {
      throw UpdateCenterException.error(
              "UC2056", ExitCode.USAGE, "this is no configuration of a device")
          .where(e.finding().where())
          .why(e.finding().message())
          .fix("write it again with 'ducctl product device-config'")
          .state("nothing was asked for")
          .cause(e)
          .build();
    }
  }

  /** As many bytes as such a file may have; what is cut off is refused by its reader. */
  private static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}

package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.List;

/**
 * What one ring of a product offers: the document that the ring's signers approve.
 *
 * @param product whose
 * @param ring for which ring
 * @param hardware which devices; a device matches one of them
 * @param releases newest first
 */
public record Offer(
    ProductName product,
    RingName ring,
    List<HardwareTarget> hardware,
    List<OfferRelease> releases) {
  /** The {@code schemaVersion} that is written, and the major one that is read. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies; refuses an offer for no device, and releases that are not newest first. */
  public Offer {
    hardware = List.copyOf(hardware);
    releases = List.copyOf(releases);
    if (hardware.isEmpty()) {
      throw new IllegalArgumentException("an offer names the devices it is for");
    }
    for (int i = 1; i < releases.size(); i++) {
      if (releases.get(i - 1).version().compareTo(releases.get(i).version()) <= 0) {
        throw new IllegalArgumentException("releases stand newest first, each once");
      }
    }
  }

  /** The target name under which a ring's offer is published. */
  public static String target(ProductName product, RingName ring) {
    return product + "/offers/" + ring + ".json";
  }

  /** The document as published; the same offer gives the same bytes. */
  public byte[] toJson() {
    return OfferJson.write(this);
  }

  /**
   * Reads a document; unknown keys are ignored.
   *
   * @param file its name in messages
   * @throws MalformedDocumentException for another major version, and any field that is not what
   *     its type allows
   */
  public static Offer read(byte[] content, String file) throws MalformedDocumentException {
    return OfferJson.read(content, file);
  }
}

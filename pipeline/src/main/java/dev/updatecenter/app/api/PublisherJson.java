package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submitter's certificate that counts, or counted, for a product.
 *
 * @param certificate its SHA-256, hex
 * @param subject RFC 2253; of a certificate of the policy the name that the policy gives it
 * @param source {@code policy} or {@code registered}
 * @param retiredAt since when it counts no longer; null while it does
 */
public record PublisherJson(
    String product, String certificate, String subject, String source, @Nullable String retiredAt) {
  /** The publishers of a product, as {@code publisher list} prints them. */
  public record Listing(int schemaVersion, List<PublisherJson> publishers) {
    /** Copies. */
    public Listing {
      publishers = List.copyOf(publishers);
    }
  }
}

package dev.updatecenter.stage.upkeep;

import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.DelegatedRole;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.Snapshot;
import dev.updatecenter.capability.tuf.Targets;
import dev.updatecenter.capability.tuf.Timestamp;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a product's metadata says now: verified as a device would, except that nothing expires.
 *
 * @param timestamp the newest
 * @param snapshot the one that it names
 * @param roles every targets role that delegations lead to
 */
public record LiveMetadata(
    ProductName product, Timestamp timestamp, Snapshot snapshot, Map<RoleName, Targets> roles) {
  /** Copies, keeping the order. */
  public LiveMetadata {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
  }

  /**
   * Follows a product's metadata.
   *
   * @param root any trusted root of it; newer ones are followed
   * @throws TufVerificationException when a file fails a check
   * @throws IOException when one is missing
   */
  public static LiveMetadata load(ProductName product, byte[] root, BlobReader store)
      throws IOException, TufVerificationException {
    TufClient client = client(product, root, store);
    return new LiveMetadata(
        product,
        client.trusted().timestamp().orElseThrow(),
        client.trusted().snapshot().orElseThrow(),
        roles(client));
  }

  /**
   * The snapshot that a product's timestamp names now; loads no more than that takes.
   *
   * @param root any trusted root of it; newer ones are followed
   * @throws TufVerificationException when a file fails a check
   * @throws IOException when one is missing
   */
  public static Snapshot snapshot(ProductName product, byte[] root, BlobReader store)
      throws IOException, TufVerificationException {
    return client(product, root, store).trusted().snapshot().orElseThrow();
  }

  /** A client that has verified what is live; nothing expires for it. */
  static TufClient client(ProductName product, byte[] root, BlobReader store)
      throws IOException, TufVerificationException {
    TufClient client =
        new TufClient(
            root,
            new InMemoryMetadataStore(),
            (file, max) ->
                store
                    .read(ReleaseLayout.metadata(product, file), max)
                    .orElseThrow(() -> new MetadataNotFoundException(file)),
            Clock.fixed(Instant.MIN, ZoneOffset.UTC));
    client.refresh();
    return client;
  }

  private static Map<RoleName, Targets> roles(TufClient client)
      throws IOException, TufVerificationException {
    Map<RoleName, Targets> roles = new LinkedHashMap<>();
    Deque<RoleName> open = new ArrayDeque<>(List.of(RoleName.TARGETS));
    roles.put(RoleName.TARGETS, client.trusted().targets(RoleName.TARGETS).orElseThrow());
    while (!open.isEmpty()) {
      RoleName delegator = open.remove();
      for (DelegatedRole to : required(roles, delegator).delegations().roles()) {
        if (!roles.containsKey(to.name())) {
          roles.put(to.name(), client.role(to.name(), delegator));
          open.add(to.name());
        }
      }
    }
    return roles;
  }

  private static Targets required(Map<RoleName, Targets> roles, RoleName role) {
    return Optional.ofNullable(roles.get(role)).orElseThrow();
  }
}

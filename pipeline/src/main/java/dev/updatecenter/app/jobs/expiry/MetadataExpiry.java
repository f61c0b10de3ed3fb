package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.ReleaseRole;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** When the published metadata of a product expires, role by role, as it says itself. */
final class MetadataExpiry {
  private static final int MOST_BYTES = 5_000_000;
  private static final int MOST_ROOTS = 1_000;

  private final Wiring wiring;
  private final ProductName product;

  MetadataExpiry(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product.model().product();
  }

  List<Expiry> all() {
    List<Expiry> all = new ArrayList<>();
    Optional<Node> timestamp = read("timestamp.json", RoleName.TIMESTAMP.value(), all);
    if (timestamp.isEmpty()) {
      return all;
    }
    root().ifPresent(number -> read(number + ".root.json", RoleName.ROOT.value(), all));
    // TUF 4.6 and 4.4: each file names the versions of those below it.
    versions(timestamp.get())
        .values()
        .forEach(
            number ->
                read(number + ".snapshot.json", RoleName.SNAPSHOT.value(), all)
                    .ifPresent(snapshot -> below(snapshot, all)));
    return all;
  }

  /**
   * Targets, and what it delegates to by now: a role that was let go keeps its line in the snapshot
   * (TUF 5.5.5). Roles of releases are many, and large: what {@code packages} notes is enough.
   */
  private void below(Node snapshot, List<Expiry> all) {
    Map<String, Long> versions = versions(snapshot);
    List<String> roles = new ArrayList<>(List.of(RoleName.TARGETS.value()));
    for (int i = 0; i < roles.size(); i++) {
      String role = roles.get(i);
      String name = versions.getOrDefault(role, 0L) + "." + role + ".json";
      Optional<Node> file = read(name, role, all);
      if (role.equals(RoleName.TARGETS.value())) {
        file.ifPresent(
            targets -> delegated(targets).forEach(to -> to.text("name").ifPresent(roles::add)));
      } else if (role.equals(RepositoryRoles.PACKAGES.value())) {
        file.flatMap(this::releases).ifPresent(all::add);
      }
    }
  }

  private static List<Node> delegated(Node file) {
    return file.at("signed", "delegations", "roles").map(Node::elements).orElse(List.of());
  }

  /** One line for the roles of all releases: when the first of them expires. */
  private Optional<Expiry> releases(Node packages) {
    Map<String, Instant> ends = new TreeMap<>();
    for (Node role : delegated(packages)) {
      String name = role.text("name").orElse("");
      role.text("role_expires")
          .filter(at -> ReleaseRole.of(name).isPresent())
          .flatMap(MetadataExpiry::instant)
          .ifPresent(at -> ends.put(name, at));
    }
    return ends.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(
            first ->
                Expiry.of(
                        ExpiryKind.METADATA,
                        "metadata roles of releases (" + ends.size() + "), first " + first.getKey(),
                        first.getValue(),
                        "Devices take nothing of that release from then on.",
                        "The next 'ducctl submit' signs those anew that have less than 60 days"
                            + " left.")
                    .of(product));
  }

  /** A note of the publisher to itself: what is no time, nobody has noted. */
  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The newest root: the numbers have no gaps (TUF 5.3). */
  private Optional<Integer> root() {
    int number = 0;
    while (number < MOST_ROOTS
        && wiring
            .store()
            .head(ReleaseLayout.metadata(product, (number + 1) + ".root.json"))
            .isPresent()) {
      number++;
    }
    return number == 0 ? Optional.empty() : Optional.of(number);
  }

  private static Map<String, Long> versions(Node file) {
    Map<String, Long> versions = new TreeMap<>();
    file.at("signed", "meta")
        .map(Node::entries)
        .orElse(Map.of())
        .forEach(
            (name, meta) ->
                meta.integer("version")
                    .ifPresent(version -> versions.put(name.replace(".json", ""), version)));
    return versions;
  }

  private Optional<Node> read(String fileName, String role, List<Expiry> all) {
    Optional<byte[]> bytes =
        wiring.store().read(ReleaseLayout.metadata(product, fileName), MOST_BYTES);
    if (bytes.isEmpty() && fileName.equals("timestamp.json")) {
      return Optional.empty(); // nothing is published
    }
    try {
      Node file =
          Json.read(bytes.orElseThrow(() -> new NoSuchElementException("it is missing")), fileName);
      String expires =
          file.at("signed", "expires")
              .flatMap(Node::text)
              .orElseThrow(() -> new NoSuchElementException("it says no expiry"));
      all.add(expiry(role, Instant.parse(expires)).of(product));
      return Optional.of(file);
    } catch (MalformedDocumentException | DateTimeParseException | NoSuchElementException e) {
      all.add(
          Expiry.unread(
              kind(role),
              Optional.of(product),
              "metadata role " + role,
              String.valueOf(e.getMessage()),
              "Find out who wrote into the store, then publish again."));
      return Optional.empty();
    }
  }

  private static Expiry expiry(String role, Instant ends) {
    ExpiryKind kind = kind(role);
    return Expiry.of(
        kind,
        "metadata role " + role,
        ends,
        "Devices take nothing new of the product from then on.",
        kind == ExpiryKind.METADATA
            ? offline(role)
            : "Let 'ducctl advance' run on a schedule; 'ducctl refresh' renews it at once.");
  }

  private static String offline(String role) {
    if (role.equals(RepositoryRoles.PACKAGES.value())) {
      return "The next 'ducctl submit' signs it anew; so does " + ceremony(role);
    }
    return role.startsWith("ring-")
        ? "The next 'ducctl flight' to the ring signs it anew; so does " + ceremony(role)
        : "Sign it anew before then: " + ceremony(role);
  }

  private static String ceremony(String role) {
    return "'ducctl keys ceremony export " + role + " --out FILE' with 'sign' and 'import'.";
  }

  private static ExpiryKind kind(String role) {
    if (role.equals(RoleName.TIMESTAMP.value())) {
      return ExpiryKind.METADATA_TIMESTAMP;
    }
    boolean renewed =
        role.equals(RoleName.SNAPSHOT.value()) || role.equals(RepositoryRoles.ROLLOUT.value());
    return renewed ? ExpiryKind.RENEWED_METADATA : ExpiryKind.METADATA;
  }
}

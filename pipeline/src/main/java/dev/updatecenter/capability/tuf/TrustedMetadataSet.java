package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that passed every check so far, at one instant: the client workflow of TUF 5.2 to
 * 5.6 without any I/O. Files come in the order root, timestamp, snapshot, targets, delegated
 * targets; a file that fails leaves the set as it was.
 *
 * <p>A client gives the time its update began (TUF 5.1). A publisher gives {@link Instant#MIN},
 * when nothing has expired yet: it must be able to renew what has.
 */
public final class TrustedMetadataSet {
  private final Instant at;
  private Signed<Root> root;
  private @Nullable Signed<Timestamp> timestamp;
  private @Nullable Signed<Snapshot> earlierSnapshot;
  private @Nullable Signed<Snapshot> snapshot;
  private final Map<RoleName, Signed<Targets>> targets = new LinkedHashMap<>();
  private final Map<RoleName, Set<RoleName>> delegators = new HashMap<>();

  /**
   * Begins with a root that is trusted because it came with the device (TUF 5.2). It may have
   * expired: a chain of newer ones may follow.
   *
   * @param at the instant that decides about expiry
   */
  public TrustedMetadataSet(byte[] trustedRoot, Instant at) throws TufVerificationException {
    this.at = at;
    this.root = Signed.parse(trustedRoot, "root.json", MetadataType.ROOT);
    requireTopLevel(root, root.content(), RoleName.ROOT);
  }

  /** The newest root so far. */
  public Root root() {
    return root.content();
  }

  /** The timestamp, once there is one. */
  public Optional<Timestamp> timestamp() {
    return Optional.ofNullable(timestamp).map(Signed::content);
  }

  /** The snapshot that the timestamp names, once there is one. */
  public Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot).map(Signed::content);
  }

  /** The metadata of targets or a delegated role, once it was accepted. */
  public Optional<Targets> targets(RoleName role) {
    return Optional.ofNullable(targets.get(role)).map(Signed::content);
  }

  /** The next root: signed by the trusted one and by itself, its version one higher. */
  public void updateRoot(byte[] bytes) throws TufVerificationException {
    requireOrder(timestamp == null, "a root comes before the timestamp");
    MetadataVersion expected = root.content().version().next();
    String file = RoleName.ROOT.fileName(expected);
    Signed<Root> next = Signed.parse(bytes, file, MetadataType.ROOT);
    requireTopLevel(next, root.content(), RoleName.ROOT); // TUF 5.3.4 (1)
    requireTopLevel(next, next.content(), RoleName.ROOT); // TUF 5.3.4 (2)
    if (!next.content().version().equals(expected)) { // TUF 5.3.5
      throw new RootVersionException(file, expected, next.content().version());
    }
    root = next; // TUF 5.3.7; TUF 5.3.6: an expired one may be a step to a newer one
  }

  /** TUF 5.3.10: the newest root must be in its time. */
  public void requireFreshRoot() throws ExpiredMetadataException {
    requireFresh(root);
  }

  /**
   * Brings back the timestamp of an earlier update, expired or not: what a new one is compared
   * with.
   */
  public void rememberTimestamp(byte[] bytes) throws TufVerificationException {
    requireOrder(timestamp == null, "an earlier timestamp comes before the new one");
    timestamp = parseTopLevel(bytes, RoleName.TIMESTAMP, MetadataType.TIMESTAMP);
  }

  /**
   * The timestamp that the edge has now.
   *
   * @return whether it is another than the one remembered; one of the same version is dropped
   */
  public boolean updateTimestamp(byte[] bytes) throws TufVerificationException {
    requireOrder(snapshot == null, "the timestamp comes before the snapshot");
    requireFreshRoot();
    Signed<Timestamp> next = parseTopLevel(bytes, RoleName.TIMESTAMP, MetadataType.TIMESTAMP);
    if (timestamp != null) {
      // TUF 5.4.3.1: the same version again is no news, but the old one may have expired.
      if (timestamp.content().version().equals(next.content().version())) {
        requireFresh(timestamp);
        return false;
      }
      requireNoRollback(timestamp.content(), next.content());
    }
    requireFresh(next); // TUF 5.4.4
    timestamp = next;
    return true;
  }

  private static void requireNoRollback(Timestamp trusted, Timestamp next)
      throws RollbackException {
    String file = RoleName.TIMESTAMP.fileName();
    if (next.version().isBefore(trusted.version())) { // TUF 5.4.3.1
      throw new RollbackException(file, RoleName.TIMESTAMP, trusted.version(), next.version());
    }
    MetadataVersion known = trusted.snapshot().version();
    MetadataVersion offered = next.snapshot().version();
    if (offered.isBefore(known)) { // TUF 5.4.3.2
      throw new RollbackException(file, RoleName.SNAPSHOT, known, offered);
    }
  }

  /** Brings back the snapshot of an earlier update: what a new one is compared with. */
  public void rememberSnapshot(byte[] bytes) throws TufVerificationException {
    requireOrder(snapshot == null, "an earlier snapshot comes before the new one");
    earlierSnapshot = parseTopLevel(bytes, RoleName.SNAPSHOT, MetadataType.SNAPSHOT);
  }

  /** The snapshot that the timestamp names. */
  public void updateSnapshot(byte[] bytes) throws TufVerificationException {
    requireOrder(timestamp != null && targets.isEmpty(), "a snapshot comes after the timestamp");
    MetaFile listed = required(timestamp).content().snapshot();
    listed.requireBytes(bytes, RoleName.SNAPSHOT.fileName()); // TUF 5.5.2
    Signed<Snapshot> next = parseTopLevel(bytes, RoleName.SNAPSHOT, MetadataType.SNAPSHOT);
    listed.requireVersion(next.content().version(), next.file()); // TUF 5.5.4
    if (earlierSnapshot != null) {
      requireNoRollback(earlierSnapshot.content(), next.content());
    }
    requireFresh(next); // TUF 5.5.6
    snapshot = next;
  }

  /** TUF 5.5.5: every role that was listed is listed still, in no lower version. */
  private static void requireNoRollback(Snapshot trusted, Snapshot next)
      throws RollbackException, NotInSnapshotException {
    for (Map.Entry<RoleName, MetaFile> entry : trusted.meta().entrySet()) {
      RoleName role = entry.getKey();
      MetadataVersion known = entry.getValue().version();
      MetadataVersion offered = listing(next, role).version();
      if (offered.isBefore(known)) {
        throw new RollbackException(RoleName.SNAPSHOT.fileName(), role, known, offered);
      }
    }
  }

  /** The top of the delegation tree. */
  public void updateTargets(byte[] bytes) throws TufVerificationException {
    Signed<Targets> next =
        verified(
            RoleName.TARGETS,
            bytes,
            file -> requireTopLevel(file, root.content(), RoleName.TARGETS)); // TUF 5.6.3
    targets.put(RoleName.TARGETS, next);
  }

  /**
   * The metadata of a delegated role.
   *
   * @param delegator a role that was accepted before and delegates to {@code role}
   */
  public void updateDelegated(RoleName role, RoleName delegator, byte[] bytes)
      throws TufVerificationException {
    keep(role, delegator, verifiedDelegated(role, delegator, bytes));
  }

  /**
   * As {@link #updateDelegated}, but holds on only to a role that delegates further: for whoever
   * goes through many roles once.
   */
  Targets readDelegated(RoleName role, RoleName delegator, byte[] bytes)
      throws TufVerificationException {
    Signed<Targets> read = verifiedDelegated(role, delegator, bytes);
    if (!read.content().delegations().roles().isEmpty()) {
      keep(role, delegator, read);
    }
    return read.content();
  }

  private Signed<Targets> verifiedDelegated(RoleName role, RoleName delegator, byte[] bytes)
      throws TufVerificationException {
    Delegations delegations = required(targets.get(delegator)).content().delegations();
    DelegatedRole delegated = delegations.role(role).orElseThrow(IllegalArgumentException::new);
    // TUF 5.6.3, by the keys of the delegating role
    return verified(
        role,
        bytes,
        file -> delegated.keys().require(file, delegations.keys(), "role " + delegator));
  }

  private void keep(RoleName role, RoleName delegator, Signed<Targets> file) {
    targets.put(role, file);
    delegators.computeIfAbsent(role, any -> new HashSet<>()).add(delegator);
  }

  /**
   * Whether {@code role} was accepted by the keys that this delegator names: another delegator may
   * trust a role of the same name with other keys.
   */
  boolean isAccepted(RoleName role, RoleName delegator) {
    return role.equals(RoleName.TARGETS)
        ? targets.containsKey(role)
        : delegators.getOrDefault(role, Set.of()).contains(delegator);
  }

  private Signed<Targets> verified(RoleName role, byte[] bytes, SignatureCheck check)
      throws TufVerificationException {
    MetaFile listed = listing(role);
    listed.requireBytes(bytes, role.fileName()); // TUF 5.6.2
    Signed<Targets> next = Signed.parse(bytes, role.fileName(), MetadataType.TARGETS);
    check.require(next);
    listed.requireVersion(next.content().version(), next.file()); // TUF 5.6.4
    requireFresh(next); // TUF 5.6.5
    return next;
  }

  /** Asks whether the right keys signed. */
  private interface SignatureCheck {
    void require(Signed<Targets> file) throws SignatureThresholdException;
  }

  /** How the accepted snapshot lists a targets role. */
  public MetaFile listing(RoleName role) throws NotInSnapshotException {
    return listing(required(snapshot).content(), role);
  }

  private static MetaFile listing(Snapshot snapshot, RoleName role) throws NotInSnapshotException {
    return snapshot.role(role).orElseThrow(() -> new NotInSnapshotException(role));
  }

  private <T extends Metadata> Signed<T> parseTopLevel(
      byte[] bytes, RoleName role, MetadataType<T> type) throws TufVerificationException {
    Signed<T> parsed = Signed.parse(bytes, role.fileName(), type);
    requireTopLevel(parsed, root.content(), role); // TUF 5.4.2, 5.5.3
    return parsed;
  }

  private static void requireTopLevel(Signed<?> file, Root by, RoleName role)
      throws SignatureThresholdException {
    by.role(role).require(file, by.keys(), "root version " + by.version());
  }

  private void requireFresh(Signed<?> file) throws ExpiredMetadataException {
    if (file.content().isExpired(at)) {
      throw new ExpiredMetadataException(file.file(), file.content().expires(), at);
    }
  }

  private static void requireOrder(boolean inOrder, String rule) {
    if (!inOrder) {
      throw new IllegalStateException(rule);
    }
  }

  private static <T> T required(@Nullable T metadata) {
    if (metadata == null) {
      throw new IllegalStateException("the file that lists or trusts this one comes first");
    }
    return metadata;
  }
}

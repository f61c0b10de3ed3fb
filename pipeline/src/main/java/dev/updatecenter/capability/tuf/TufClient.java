package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a repository as a device does: the client workflow of TUF 5. What was verified is kept,
 * so that the next run sees a rollback and fetches nothing twice.
 *
 * <p>For one thread.
 */
public final class TufClient {
  /** TUF 5.6.7.1: how many roles a search visits at most. */
  public static final int MAX_ROLES = 32;

  private final byte[] trustedRoot;
  private final MetadataStore store;
  private final MetadataFetcher fetcher;
  private final Clock clock;
  private @Nullable TrustedMetadataSet trusted;

  /**
   * A client of one repository.
   *
   * @param trustedRoot the root that came with the device; read again at each refresh
   * @param store what this client remembers; of this repository only
   */
  public TufClient(byte[] trustedRoot, MetadataStore store, MetadataFetcher fetcher, Clock clock) {
    this.trustedRoot = trustedRoot.clone();
    this.store = store;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /**
   * Brings root, timestamp, snapshot and targets up to date. With nothing new it costs two
   * requests: the next root, which is not there, and the timestamp.
   *
   * @throws TufVerificationException if a file fails a check; what was trusted before stays
   * @throws IOException if the edge or the state folder fails
   */
  public void refresh() throws IOException, TufVerificationException {
    trusted = null;
    TrustedMetadataSet set = new TrustedMetadataSet(trustedRoot, clock.instant()); // TUF 5.1, 5.2
    new RootChain(store, fetcher).follow(set);
    set.requireFreshRoot(); // TUF 5.3.10
    refreshTimestamp(set);
    refreshSnapshot(set);
    load(set, RoleName.TARGETS, set::updateTargets);
    trusted = set;
  }

  private void refreshTimestamp(TrustedMetadataSet set)
      throws IOException, TufVerificationException {
    String file = RoleName.TIMESTAMP.fileName();
    recall(file, set::rememberTimestamp);
    byte[] bytes = Fetched.bounded(fetcher, file, RoleName.TIMESTAMP.maxBytes()); // TUF 5.4.1
    if (set.updateTimestamp(bytes)) {
      store.write(file, bytes); // TUF 5.4.5
    }
  }

  private void refreshSnapshot(TrustedMetadataSet set)
      throws IOException, TufVerificationException {
    String file = RoleName.SNAPSHOT.fileName();
    if (recall(file, set::rememberSnapshot) && recall(file, set::updateSnapshot)) {
      return;
    }
    MetaFile listed = set.timestamp().orElseThrow().snapshot();
    byte[] bytes =
        Fetched.bounded( // TUF 5.5.1
            fetcher,
            RoleName.SNAPSHOT.fileName(listed.version()),
            listed.maxBytes(RoleName.SNAPSHOT));
    set.updateSnapshot(bytes);
    store.write(file, bytes); // TUF 5.5.7
  }

  private void load(TrustedMetadataSet set, RoleName role, Check check)
      throws IOException, TufVerificationException {
    if (recall(role.fileName(), check)) {
      return;
    }
    MetaFile listed = set.listing(role);
    byte[] bytes =
        Fetched.bounded( // TUF 5.6.1
            fetcher, role.fileName(listed.version()), listed.maxBytes(role));
    check.accept(bytes);
    store.write(role.fileName(), bytes); // TUF 5.6.6
  }

  /** Whether a file of an earlier update still passes its checks. */
  private boolean recall(String file, Check check) throws IOException {
    Optional<byte[]> kept = store.read(file);
    if (kept.isEmpty()) {
      return false;
    }
    try {
      check.accept(kept.get());
      return true;
    } catch (TufVerificationException e) {
      // Old or damaged: the edge has the one that counts, and that one must pass.
      return false;
    }
  }

  /** A check of {@link TrustedMetadataSet}. */
  private interface Check {
    void accept(byte[] bytes) throws TufVerificationException;
  }

  /** What the last refresh verified. */
  public TrustedMetadataSet trusted() {
    if (trusted == null) {
      throw new IllegalStateException("refresh() comes first, and must succeed");
    }
    return trusted;
  }

  /**
   * Searches the delegation tree for a target: depth first, each role before those it delegates to,
   * in the order written (TUF 5.6.7). Fetches the roles that it comes by and does not know yet.
   *
   * @return empty if no role that is trusted with the path lists it
   */
  public Optional<TargetFile> target(String path) throws IOException, TufVerificationException {
    TrustedMetadataSet set = trusted();
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(RoleName.TARGETS, RoleName.ROOT)));
    Set<RoleName> visited = new HashSet<>();
    while (!open.isEmpty() && visited.size() < MAX_ROLES) {
      Step step = open.pop();
      if (!visited.add(step.role())) { // TUF 5.6.7.1
        continue;
      }
      Targets role = visit(set, step);
      TargetFile found = role.targets().get(path);
      if (found != null) {
        return Optional.of(found);
      }
      descend(role, step.role(), path, open);
    }
    return Optional.empty();
  }

  /**
   * One role, for whoever edits or audits a repository. A role that delegates no further is not
   * held on to: of a hundred such roles one is in memory at a time.
   *
   * @param delegator {@code targets}, or a role that was visited or read before and delegates to it
   */
  public Targets role(RoleName role, RoleName delegator)
      throws IOException, TufVerificationException {
    TrustedMetadataSet set = trusted();
    if (set.isAccepted(role, delegator)) {
      return set.targets(role).orElseThrow();
    }
    List<Targets> read = new ArrayList<>();
    load(set, role, bytes -> read.add(set.readDelegated(role, delegator, bytes)));
    return read.get(0);
  }

  private Targets visit(TrustedMetadataSet set, Step step)
      throws IOException, TufVerificationException {
    RoleName role = step.role();
    if (!set.isAccepted(role, step.delegator())) {
      load(set, role, bytes -> set.updateDelegated(role, step.delegator(), bytes));
    }
    return set.targets(role).orElseThrow();
  }

  private static void descend(Targets targets, RoleName role, String path, Deque<Step> open) {
    List<Step> children = new ArrayList<>();
    for (DelegatedRole delegated : targets.delegations().roles()) {
      if (delegated.covers(path)) {
        children.add(new Step(delegated.name(), role));
        if (delegated.terminating()) { // TUF 5.6.7.2.1
          open.clear();
          break;
        }
      }
    }
    Collections.reverse(children);
    children.forEach(open::push);
  }

  /** A role still to be visited, and who sent us there. */
  private record Step(RoleName role, RoleName delegator) {}
}

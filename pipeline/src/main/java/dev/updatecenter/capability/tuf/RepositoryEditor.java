package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The publisher's side of a repository: takes what is published, is told what shall be, signs the
 * difference. Immutable: every change gives a new editor, and nothing counts before {@link #sign}.
 */
public final class RepositoryEditor {
  private final RepositoryState state;
  private final Set<RoleName> changed;
  private final ExpiryPolicy expiry;

  private RepositoryEditor(RepositoryState state, Set<RoleName> changed, ExpiryPolicy expiry) {
    this.state = state;
    this.changed = Set.copyOf(changed);
    this.expiry = expiry;
  }

  /**
   * A new repository: root version 1, every role without targets.
   *
   * @param topLevel the keys of root, targets, snapshot and timestamp
   * @param delegations by targets, in the order that devices search them
   */
  public static RepositoryEditor create(
      Map<RoleName, RoleAuthority> topLevel, List<Delegation> delegations, ExpiryPolicy expiry) {
    Root root = Root.of(MetadataVersion.FIRST, Instant.EPOCH, topLevel);
    RepositoryState state = RepositoryState.unpublished(Optional.empty(), root, empty());
    return new RepositoryEditor(state, Set.of(RoleName.ROOT, RoleName.TARGETS), expiry)
        .withDelegations(RoleName.TARGETS, delegations);
  }

  /**
   * The rest of a new repository whose root is signed already: kept by a publisher that was stopped
   * before the first timestamp, and perhaps given to devices.
   */
  public static RepositoryEditor create(
      byte[] trustedRoot, List<Delegation> delegations, ExpiryPolicy expiry)
      throws TufVerificationException {
    Root root = new TrustedMetadataSet(trustedRoot, Instant.MIN).root();
    RepositoryState state = RepositoryState.unpublished(Optional.of(root), root, empty());
    return new RepositoryEditor(state, Set.of(RoleName.TARGETS), expiry)
        .withDelegations(RoleName.TARGETS, delegations);
  }

  /**
   * What is published, verified as a device would, except that nothing expires: a publisher must be
   * able to renew what has. Delegated roles are fetched and verified when they are asked for; those
   * that nobody touches keep their lines in the snapshot. So the fetcher must answer as long as the
   * editor is used.
   *
   * @param trustedRoot any root of this repository that is trusted; newer ones are adopted
   */
  public static RepositoryEditor load(
      byte[] trustedRoot, MetadataFetcher fetcher, ExpiryPolicy expiry)
      throws IOException, TufVerificationException {
    TufClient client = publisher(trustedRoot, fetcher);
    try {
      client.refresh();
    } catch (SignatureThresholdException e) {
      return resume(trustedRoot, fetcher, expiry, e);
    }
    return new RepositoryEditor(published(client, client.trusted().root()), Set.of(), expiry);
  }

  /**
   * Goes on where publishers died between a root that changes keys and the timestamp: the rest is
   * still signed for an earlier root, and has to be signed for the newest.
   */
  private static RepositoryEditor resume(
      byte[] trustedRoot,
      MetadataFetcher fetcher,
      ExpiryPolicy expiry,
      SignatureThresholdException cause)
      throws IOException, TufVerificationException {
    TrustedMetadataSet chain = new TrustedMetadataSet(trustedRoot, Instant.MIN);
    MetadataVersion first = chain.root().version();
    new RootChain(new InMemoryMetadataStore(), fetcher).follow(chain);
    Root newest = chain.root();
    for (long hidden = newest.version().value(); hidden > first.value(); hidden--) {
      String name = RoleName.ROOT.fileName(new MetadataVersion(hidden));
      TufClient before = publisher(trustedRoot, new WithoutFile(name, fetcher));
      try {
        before.refresh();
        return new RepositoryEditor(
            published(before, newest), unsigned(before.trusted().root(), newest), expiry);
      } catch (SignatureThresholdException anotherDeadRoot) {
        cause.addSuppressed(anotherDeadRoot);
      }
    }
    throw cause;
  }

  /** What has to be signed for a root that nothing was signed for yet. */
  private static Set<RoleName> unsigned(Root old, Root newest) {
    return newest.role(RoleName.TARGETS).equals(old.role(RoleName.TARGETS))
        ? Set.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP)
        : Set.of(RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);
  }

  private static TufClient publisher(byte[] trustedRoot, MetadataFetcher fetcher) {
    Clock beforeAnyExpiry = Clock.fixed(Instant.MIN, ZoneOffset.UTC);
    return new TufClient(trustedRoot, new InMemoryMetadataStore(), fetcher, beforeAnyExpiry);
  }

  private static RepositoryState published(TufClient client, Root root) {
    TrustedMetadataSet trusted = client.trusted();
    Timestamp timestamp = trusted.timestamp().orElseThrow();
    return new RepositoryState(
        Optional.of(root),
        root,
        Map.of(RoleName.TARGETS, trusted.targets(RoleName.TARGETS).orElseThrow()),
        trusted.snapshot().orElseThrow().meta(),
        Optional.of(timestamp.snapshot()),
        Optional.of(timestamp.version()),
        PublishedRoles.of(client));
  }

  /** An edge as it was before one file came. */
  private record WithoutFile(String hidden, MetadataFetcher fetcher) implements MetadataFetcher {
    @Override
    public byte[] fetch(String fileName, int maxBytes)
        throws IOException, MetadataTooLargeException {
      if (fileName.equals(hidden)) {
        throw new MetadataNotFoundException(fileName);
      }
      return fetcher.fetch(fileName, maxBytes);
    }
  }

  /** The root as wanted. */
  public Root root() {
    return state.root();
  }

  /**
   * Targets or a delegated role as wanted. One that is as published is loaded for the call.
   *
   * @throws IllegalArgumentException if there is no such role
   */
  public Targets role(RoleName role) {
    return state.role(role);
  }

  /** Whether the tree leads to a role. */
  public boolean hasRole(RoleName role) {
    return state.place(role).isPresent();
  }

  /**
   * Targets and every role below it, level by level: what is live. Loads all of them, one after the
   * other, to see where they lead.
   */
  public Set<RoleName> roles() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(state.tree().all().keySet()));
  }

  /** Whether something beyond the lists was changed since the load. */
  public boolean isChanged() {
    return !changed.isEmpty();
  }

  /** Whether a role will be signed anew. */
  public boolean isChanged(RoleName role) {
    return changed.contains(role);
  }

  /**
   * Replaces all targets of a role; the same ones again change nothing.
   *
   * @throws IllegalArgumentException for a role that is not there or a path it is not trusted with:
   *     no device would find such a target
   */
  public RepositoryEditor withTargets(RoleName role, Map<String, TargetFile> targets) {
    Targets before = state.role(role);
    DelegationTree tree = state.tree();
    for (String path : targets.keySet()) {
      if (!tree.leadsTo(role, path)) {
        throw new IllegalArgumentException(role + " is not trusted with " + path);
      }
    }
    Targets after = new Targets(before.version(), before.expires(), targets, before.delegations());
    return after.equals(before) ? this : with(role, after, Set.of(role));
  }

  /** Adds or replaces some targets of a role, and keeps the others. */
  public RepositoryEditor withAddedTargets(RoleName role, Map<String, TargetFile> targets) {
    Map<String, TargetFile> all = new TreeMap<>(state.role(role).targets());
    all.putAll(targets);
    return withTargets(role, all);
  }

  /** As {@link #withDelegations(RoleName, Delegations)}. */
  public RepositoryEditor withDelegations(RoleName delegator, List<Delegation> wanted) {
    return withDelegations(delegator, Delegations.of(wanted));
  }

  /**
   * Replaces whom a role delegates to. New roles begin without targets; roles that change keys are
   * signed again; roles that nobody delegates to any more are let go, and never come back in a
   * lower version.
   *
   * @throws IllegalArgumentException if a role would be delegated to twice
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5061 if a search could come by
   *     more roles than a device visits
   */
  public RepositoryEditor withDelegations(RoleName delegator, Delegations wanted) {
    Targets before = state.role(delegator);
    Targets after = new Targets(before.version(), before.expires(), before.targets(), wanted);
    if (after.equals(before)) {
      return this;
    }
    Map<RoleName, Targets> roles = new LinkedHashMap<>(state.wanted());
    roles.put(delegator, after);
    Set<RoleName> touched = new HashSet<>(Set.of(delegator));
    Map<RoleName, DelegatedRole> were = before.delegations().byName();
    for (DelegatedRole role : wanted.roles()) {
      DelegatedRole was = were.remove(role.name());
      if (was == null && state.place(role.name()).isPresent()) {
        throw new IllegalArgumentException("role " + role.name() + " is delegated to already");
      }
      if (was == null) {
        roles.put(role.name(), empty());
      }
      if (was == null || !was.keys().equals(role.keys())) {
        touched.add(role.name());
      }
    }
    touched.addAll(changed);
    return new RepositoryEditor(state.withWanted(roles).without(were.keySet()), touched, expiry)
        .reachable(delegator);
  }

  /** Forgets changes of what hung below a role that was let go. */
  private RepositoryEditor reachable(RoleName delegator) {
    SearchBound.require(state, delegator);
    Set<RoleName> below = new HashSet<>(changed);
    below.addAll(state.wanted().keySet());
    below.removeIf(RoleName::isTopLevel);
    Set<RoleName> gone = new HashSet<>(below);
    gone.removeAll(state.tree().find(below).keySet());
    Map<RoleName, Targets> kept = new LinkedHashMap<>(state.wanted());
    kept.keySet().removeAll(gone);
    Set<RoleName> still = new HashSet<>(changed);
    still.removeAll(gone);
    return new RepositoryEditor(state.withWanted(kept), still, expiry);
  }

  /**
   * Replaces the keys of the top-level roles in the next root. Roles whose keys change are signed
   * again.
   */
  public RepositoryEditor withAuthorities(Map<RoleName, RoleAuthority> topLevel) {
    Root before = state.root();
    Root after = Root.of(before.version(), before.expires(), topLevel);
    if (after.equals(before)) {
      return this;
    }
    Set<RoleName> touched = new HashSet<>(Set.of(RoleName.ROOT));
    if (!after.role(RoleName.TARGETS).equals(before.role(RoleName.TARGETS))) {
      touched.add(RoleName.TARGETS);
    }
    touched.addAll(changed);
    return new RepositoryEditor(state.withRoot(after), touched, expiry);
  }

  /**
   * Signs these roles again, unchanged but for version and expiry. {@code timestamp} alone is a
   * heartbeat that leaves the snapshot as it is.
   */
  public RepositoryEditor withRenewed(Set<RoleName> roles) {
    for (RoleName role : roles) {
      if (!role.isTopLevel() && !hasRole(role)) {
        throw new IllegalArgumentException("this repository has no targets role " + role);
      }
    }
    return with(state.wanted(), roles);
  }

  /**
   * Signs what changed, then the snapshot and the timestamp.
   *
   * @param signers by role; keys that a role does not know are not used. A root that changes keys
   *     needs signers of the root before and of itself
   * @param now what expiry counts from
   * @param taken whether a versioned name holds other bytes already, as a dead publisher leaves
   *     them; such a number is passed over
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5013 if the next root's name is
   *     taken, UC5014 if signers are missing, UC5016 to UC5018
   */
  public MetadataUpdate sign(
      Map<RoleName, List<MetadataSigner>> signers, Instant now, Predicate<String> taken) {
    return sign(signers, Map.of(), Map.of(), now, taken);
  }

  /**
   * The same with signatures that were collected: a role is taken as it was proposed where that is
   * what is wanted now.
   *
   * @param heralded keys that the next root gives to top-level roles: they sign beside those of
   *     now, so that what is live holds under both roots
   */
  public MetadataUpdate sign(
      Map<RoleName, List<MetadataSigner>> signers,
      Map<RoleName, Proposal> collected,
      Map<RoleName, RoleAuthority> heralded,
      Instant now,
      Predicate<String> taken) {
    Map<RoleName, Set<ContentDigest>> ids = new LinkedHashMap<>();
    heralded.forEach((role, keys) -> ids.put(role, keys.roleKeys().keyIds()));
    return new UpdateSigning(state, changed, expiry, signers, collected, ids, now, taken).sign();
  }

  /**
   * The changed roles, root among them, that these signers and what was collected do not suffice
   * for; snapshot and timestamp are never among them.
   */
  public List<Proposal> lacking(
      Map<RoleName, List<MetadataSigner>> signers,
      Map<RoleName, Proposal> collected,
      Instant now,
      Predicate<String> taken) {
    return new UpdateSigning(state, changed, expiry, signers, collected, Map.of(), now, taken)
        .lacking();
  }

  /** The next metadata of root, targets or a delegated role, for people to sign. */
  public Proposal proposal(
      RoleName role, Map<RoleName, Proposal> collected, Instant now, Predicate<String> taken) {
    return new UpdateSigning(state, changed, expiry, Map.of(), collected, Map.of(), now, taken)
        .proposal(role);
  }

  /** The keys that sign for a role as wanted. */
  public RoleAuthority authority(RoleName role) {
    Signatory signatory = state.signatory(role);
    return new RoleAuthority(signatory.keys(), signatory.threshold());
  }

  /**
   * Who delegates to a role.
   *
   * @throws IllegalArgumentException if nobody does
   */
  public RoleName delegator(RoleName role) {
    return state.delegator(role);
  }

  /** The roles that are to be signed anew, but for the lists. */
  public Set<RoleName> changed() {
    return changed;
  }

  private RepositoryEditor with(RoleName role, Targets content, Set<RoleName> touched) {
    Map<RoleName, Targets> roles = new LinkedHashMap<>(state.wanted());
    roles.put(role, content);
    return with(roles, touched);
  }

  private RepositoryEditor with(Map<RoleName, Targets> roles, Set<RoleName> touched) {
    Set<RoleName> all = new HashSet<>(changed);
    all.addAll(touched);
    return new RepositoryEditor(state.withWanted(roles), all, expiry);
  }

  private static Targets empty() {
    return new Targets(MetadataVersion.FIRST, Instant.EPOCH, Map.of(), Delegations.NONE);
  }
}

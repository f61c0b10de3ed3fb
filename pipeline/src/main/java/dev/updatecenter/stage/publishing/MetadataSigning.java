package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Signs metadata, with a record of the intent before a key is used and of the result after it. What
 * the keys at hand do not suffice for is kept as ceremonies, for others to sign.
 */
record MetadataSigning(
    PublishedMetadata published,
    RepositoryKeys keys,
    Ceremonies ceremonies,
    AuditLog audit,
    Clock clock) {
  private static final String ACT = "sign-metadata";

  /**
   * Signs what an editor wants.
   *
   * @param act what for
   * @throws UpdateCenterException UC5065, exit 9, when other people have to sign first; exit 6 when
   *     the lease was lost
   */
  MetadataUpdate sign(RepositoryEditor wanted, MetadataAct act, Lease lease)
      throws IOException, TufVerificationException {
    requireSigners(wanted, act, lease);
    Map<RoleName, List<MetadataSigner>> signers = leased(signed(wanted), lease);
    Map<RoleName, Proposal> collected = collected();
    return audited(
        signers,
        () -> wanted.sign(signers, collected, heralded(act), clock.instant(), published::isTaken),
        MetadataSigning::facts);
  }

  /**
   * Asks other people where the keys at hand and what was collected do not suffice.
   *
   * @throws UpdateCenterException UC5065, exit 9; what they have to sign is kept then
   */
  void requireSigners(RepositoryEditor wanted, MetadataAct act, Lease lease)
      throws IOException, TufVerificationException {
    lease.check();
    List<Proposal> lacking =
        wanted.lacking(
            leased(signed(wanted), lease), collected(), clock.instant(), published::isTaken);
    if (!lacking.isEmpty()) {
      throw ask(lacking, act, lease);
    }
  }

  /** Whether it failed because somebody put the next root since what is published was read. */
  static boolean isRootTaken(UpdateCenterException e) {
    return e.code().equals("UC5013");
  }

  private static Map<RoleName, RoleAuthority> heralded(MetadataAct act) {
    return act.heralded().isPresent()
        ? Map.of(act.role().orElseThrow(), act.heralded().get())
        : Map.of();
  }

  /** Whether the keys at hand of a role reach both thresholds: of the keys it has and will have. */
  boolean canHerald(RoleName role, RoleAuthority now, RoleAuthority next) {
    List<TufKey> own = keys.of(role).signers().stream().map(MetadataSigner::key).toList();
    return Stream.of(now, next)
        .allMatch(
            authority ->
                authority.keys().stream().filter(own::contains).count() >= authority.threshold());
  }

  /** Whether others would have to sign. */
  boolean lacks(RepositoryEditor wanted) throws IOException {
    return !wanted
        .lacking(keys.signers(signed(wanted)), collected(), clock.instant(), published::isTaken)
        .isEmpty();
  }

  /** Proposes the next metadata of one role, signed by those of its keys that are at hand. */
  Ceremony propose(RepositoryEditor wanted, RoleName role, MetadataAct act, Lease lease)
      throws IOException, TufVerificationException {
    lease.check();
    return kept(
        wanted.proposal(role, collected(), clock.instant(), published::isTaken), act, lease);
  }

  private RuntimeException ask(List<Proposal> lacking, MetadataAct act, Lease lease)
      throws IOException, TufVerificationException {
    Map<RoleName, Integer> missing = new LinkedHashMap<>();
    for (Proposal each : lacking) {
      missing.put(each.role(), kept(each, act, lease).proposal().missing());
    }
    return MissingSignatures.error(published.product(), missing, act, keys);
  }

  private Ceremony kept(Proposal proposal, MetadataAct act, Lease lease)
      throws IOException, TufVerificationException {
    Optional<MetadataVersion> base = proposal.baseVersion();
    Proposal full =
        base.isEmpty() || proposal.isOver()
            ? proposal
            : proposal.over(
                published.fetch(proposal.role().fileName(base.get()), proposal.role().maxBytes()));
    Map<RoleName, List<MetadataSigner>> signers = leased(Set.of(proposal.role()), lease);
    List<MetadataSigner> own = signers.values().stream().flatMap(List::stream).toList();
    Proposal signed = own.isEmpty() ? full : signedByOwn(full, own, signers);
    Ceremony ceremony = new Ceremony(published.product(), act, clock.instant(), signed);
    ceremonies.keep(ceremony);
    return ceremony;
  }

  private Proposal signedByOwn(
      Proposal proposal, List<MetadataSigner> own, Map<RoleName, List<MetadataSigner>> signers) {
    return audited(signers, () -> proposal.signedByThose(own), Ceremonies::facts);
  }

  private Map<RoleName, List<MetadataSigner>> leased(Set<RoleName> roles, Lease lease) {
    Map<RoleName, List<MetadataSigner>> leased = new LinkedHashMap<>();
    keys.signers(roles)
        .forEach(
            (role, signers) ->
                leased.put(
                    role,
                    signers.stream()
                        .<MetadataSigner>map(s -> new LeasedSigner(s, lease))
                        .toList()));
    return leased;
  }

  private Map<RoleName, Proposal> collected() throws IOException {
    Map<RoleName, Proposal> collected = new HashMap<>();
    ceremonies.all().forEach(each -> collected.put(each.role(), each.proposal()));
    return collected;
  }

  /** The roles whose keys an update needs: the lists are signed with every one. */
  private static Set<RoleName> signed(RepositoryEditor wanted) {
    Set<RoleName> roles = new LinkedHashSet<>(wanted.changed());
    roles.add(RoleName.SNAPSHOT);
    roles.add(RoleName.TIMESTAMP);
    return roles;
  }

  private <T> T audited(
      Map<RoleName, List<MetadataSigner>> signers,
      Supplier<T> work,
      Function<T, Map<String, String>> facts) {
    ProductName product = published.product();
    long intent = audit.intent(ACT, product, Map.of("keys", RepositoryKeys.ids(signers)));
    T done;
    try {
      done = work.get();
    } catch (RuntimeException e) {
      audit.failed(intent, product, e);
      throw e;
    }
    audit.result(intent, product, AuditLog.Outcome.DONE, facts.apply(done));
    return done;
  }

  private static Map<String, String> facts(MetadataUpdate update) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (MetadataFile file : update.files()) {
      facts.put(file.name(), ContentDigest.of(file.bytes()).hex());
      facts.put("signers." + file.name(), ids(file.keyIds()));
    }
    facts.put("timestamp", update.timestamp().version().toString());
    return facts;
  }

  private static String ids(List<ContentDigest> keys) {
    return String.join(" ", keys.stream().map(ContentDigest::hex).toList());
  }
}

package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The next metadata of a role on its way from hand to hand until enough keys have signed it. Every
 * signature that it carries was verified. Immutable.
 */
public final class Proposal {
  private final RoleName role;
  private final Metadata content;
  private final Optional<MetadataVersion> baseVersion;
  private final Optional<Metadata> base;
  private final List<Signatory> signatories;
  private final Map<ContentDigest, byte[]> signatures;

  /**
   * @param content what is to be signed
   * @param baseVersion of what is published of the role; empty for nothing
   * @param base what that says; empty where it was not looked up
   */
  Proposal(
      RoleName role,
      Metadata content,
      Optional<MetadataVersion> baseVersion,
      Optional<Metadata> base,
      List<Signatory> signatories,
      Map<ContentDigest, byte[]> signatures) {
    this.role = role;
    this.content = content;
    this.baseVersion = baseVersion;
    this.base = base;
    this.signatories = List.copyOf(signatories);
    this.signatures = Collections.unmodifiableMap(new LinkedHashMap<>(signatures));
  }

  /** Whose metadata it is. */
  public RoleName role() {
    return role;
  }

  /** What is to be signed. */
  public Metadata content() {
    return content;
  }

  /** The number of the published file that it is to replace; empty for the first. */
  public Optional<MetadataVersion> baseVersion() {
    return baseVersion;
  }

  /** Whether it knows what it is to replace. */
  public boolean isOver() {
    return base.isPresent();
  }

  Optional<Metadata> base() {
    return base;
  }

  /** Who has to sign: all of them. */
  public List<Signatory> signatories() {
    return signatories;
  }

  /** The name of the file that it becomes. */
  public String fileName() {
    return role.fileName(content.version());
  }

  /** What the signatures are over: canonical JSON. */
  byte[] canonical() {
    return CanonicalJson.bytes(content.toPlain());
  }

  /** SHA-256 of what is signed: what people read to each other before they sign. */
  public ContentDigest digest() {
    return ContentDigest.of(canonical());
  }

  /** The ids of the keys that signed, in that order. */
  public List<ContentDigest> signers() {
    return List.copyOf(signatures.keySet());
  }

  Map<ContentDigest, byte[]> signatures() {
    return signatures;
  }

  /** How many signatures are missing yet, of the signatory that lacks most. */
  public int missing() {
    return signatories.stream()
        .mapToInt(each -> Math.max(0, each.threshold() - each.signed(signatures.keySet())))
        .max()
        .orElse(0);
  }

  /** Whether those signers would complete it. */
  boolean isCompleteWith(List<MetadataSigner> signers) {
    Map<ContentDigest, byte[]> all = new LinkedHashMap<>(signatures);
    signers.forEach(signer -> all.putIfAbsent(signer.key().id(), new byte[0]));
    return signatories.stream().allMatch(each -> each.signed(all.keySet()) >= each.threshold());
  }

  /** Whether it says what is wanted; its own times stand. */
  boolean isFor(Metadata wanted) {
    return timeless(wanted).equals(timeless(content));
  }

  private static Metadata timeless(Metadata of) {
    if (of instanceof Root root) {
      return new Root(root.version(), Instant.EPOCH, root.keys(), root.roles());
    }
    if (of instanceof Targets targets) {
      Delegations delegations = targets.delegations();
      List<DelegatedRole> roles =
          delegations.roles().stream()
              .map(role -> role.renewed().isPresent() ? role.withRenewed(Instant.EPOCH) : role)
              .toList();
      return new Targets(
          targets.version(),
          Instant.EPOCH,
          targets.targets(),
          new Delegations(delegations.keys(), roles));
    }
    throw new IllegalArgumentException("only root and targets are proposed");
  }

  /** What it says, in words made from what is signed and nothing else. */
  public List<String> says() {
    return ProposalContent.of(content);
  }

  /**
   * What it changes, in words made from both sides; what was before is as true as whoever told it.
   */
  public List<String> changes() {
    return ProposalChanges.of(base, content);
  }

  /** The same beside the published file that it is to replace. */
  public Proposal over(byte[] published) throws TufVerificationException {
    Signed<? extends Metadata> file =
        Signed.parse(published, role.fileName(), ProposalJson.type(role));
    return new Proposal(
        role, content, baseVersion, Optional.of(file.content()), signatories, signatures);
  }

  /** The key of that id that is asked to sign. */
  public Optional<TufKey> key(ContentDigest id) {
    return signatories.stream().flatMap(each -> each.key(id).stream()).findFirst();
  }

  /**
   * With a further signature; one by the same key is kept as it is.
   *
   * @throws UpdateCenterException UC5066 for a key that is not asked, UC5016 for one that gives a
   *     signature that does not verify
   */
  public Proposal signedBy(MetadataSigner signer) {
    ContentDigest id = signer.key().id();
    if (key(id).isEmpty()) {
      throw notAsked(id);
    }
    if (signatures.containsKey(id)) {
      return this;
    }
    byte[] signature = signer.sign(canonical());
    if (!signer.key().verifies(canonical(), signature)) {
      throw Unsigned.refusesItself(role, signer.key());
    }
    Map<ContentDigest, byte[]> all = new LinkedHashMap<>(signatures);
    all.put(id, signature);
    return new Proposal(role, content, baseVersion, base, signatories, all);
  }

  /** With those of the signers who are asked and have not signed. */
  public Proposal signedByThose(List<MetadataSigner> signers) {
    Proposal signed = this;
    for (MetadataSigner signer : signers) {
      if (key(signer.key().id()).isPresent()) {
        signed = signed.signedBy(signer);
      }
    }
    return signed;
  }

  /**
   * With the signatures of another copy of it.
   *
   * @throws IllegalArgumentException when that is about something else
   * @throws UpdateCenterException UC5066 for a signature of a key that is not asked
   */
  public Proposal with(Proposal other) {
    if (!digest().equals(other.digest()) || !role.equals(other.role)) {
      throw new IllegalArgumentException("not the same proposal");
    }
    Map<ContentDigest, byte[]> all = new LinkedHashMap<>(signatures);
    for (Map.Entry<ContentDigest, byte[]> entry : other.signatures.entrySet()) {
      TufKey key = key(entry.getKey()).orElseThrow(() -> notAsked(entry.getKey()));
      if (key.verifies(canonical(), entry.getValue())) {
        all.putIfAbsent(entry.getKey(), entry.getValue());
      }
    }
    return new Proposal(role, content, baseVersion, base, signatories, all);
  }

  private UpdateCenterException notAsked(ContentDigest id) {
    List<String> asked = new ArrayList<>();
    signatories.forEach(each -> each.keys().forEach(key -> asked.add(each.by() + ": " + key.id())));
    return UpdateCenterException.error(
            "UC5066", ExitCode.UNTRUSTED, "key " + id + " is not one that role " + role + " has")
        .where(fileName())
        .why(
            "it is signed by these keys only: "
                + String.join(", ", asked.stream().distinct().toList()))
        .fix("sign with the key whose public half the role names")
        .state("nothing was signed or published")
        .build();
  }
}

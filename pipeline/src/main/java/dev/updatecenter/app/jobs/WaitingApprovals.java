package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PublisherRegistry.Publisher;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what waits for people by its digest, or by the first digits of it. */
public final class WaitingApprovals {
  private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{12,64}");
  private static final int WHOLE = 64;
  private static final int MOST_TOLD = 5;
  private static final Set<ApprovalPurpose> PLANS =
      EnumSet.of(ApprovalPurpose.PLAN, ApprovalPurpose.FLIGHT);
  private static final ContentDigest NO_DIGEST = ContentDigest.of(new byte[0]);

  private final Wiring wiring;

  /** Looks into a home. */
  public WaitingApprovals(Wiring wiring) {
    this.wiring = wiring;
  }

  /** What to throw where there is no home yet. */
  public static UpdateCenterException nothing(String digest) {
    return notFound(digest, List.of(), List.of());
  }

  /**
   * What waits under a digest, or waited until it was published. A whole digest that nothing waits
   * under is a single file's, where a product is named: then nothing else is known of it.
   *
   * @param digest 64 hex digits, or 12 or more of the first
   * @throws UpdateCenterException exit 2 when it is no digest, exit 5 when nothing waits under it,
   *     or more than one thing does
   */
  public ApprovalRequest find(String digest, Optional<ProductName> product) {
    if (!PREFIX.matcher(digest).matches()) {
      throw UpdateCenterException.error("UC1132", ExitCode.USAGE, "this is not a digest")
          .where(digest)
          .why("a digest has 64 hex digits, in lower case; the first 12 will do for what waits")
          .fix("copy it from the line that 'submit' or 'sign' ends with")
          .state("nothing was decided")
          .build();
    }
    List<ApprovalRequest> asked = asked(product);
    List<ApprovalRequest> found = under(digest, asked);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty() && digest.length() == WHOLE && product.isPresent()) {
      return file(product.get(), ContentDigest.ofHex(digest));
    }
    throw notFound(digest, found, asked.stream().filter(r -> !isPast(r.subject())).toList());
  }

  /** One certificate is registered and retired under one digest, by turns. */
  private List<ApprovalRequest> under(String digest, List<ApprovalRequest> asked) {
    List<ApprovalRequest> found =
        asked.stream().filter(r -> r.subject().digest().hex().startsWith(digest)).toList();
    List<ApprovalRequest> open = found.stream().filter(r -> !isPast(r.subject())).toList();
    return found.size() == 1 || open.isEmpty() ? found : open;
  }

  /** Everything of a product that waits for people: its plans, and changes of its policy. */
  public List<ApprovalRequest> all(ProductName product) {
    return Stream.concat(plans(product).stream(), policyChanges(product).stream()).toList();
  }

  /**
   * Changes of a product's policy that people were asked about and that were not made, newest
   * first: of policies the one that was asked about last.
   */
  List<ApprovalRequest> policyChanges(ProductName product) {
    Set<ApprovalPurpose> seen = EnumSet.noneOf(ApprovalPurpose.class);
    return asked(Optional.of(product)).stream()
        .filter(r -> r.subject().purpose().changesPolicy())
        .filter(r -> !isPast(r.subject()))
        .filter(
            r ->
                r.subject().purpose() != ApprovalPurpose.POLICY || seen.add(ApprovalPurpose.POLICY))
        .toList();
  }

  /**
   * The plans of a product that people were asked about and that may still be carried out, newest
   * first: of each release, and of each ring that it is to move, the one that was asked about last.
   */
  public List<ApprovalRequest> plans(ProductName product) {
    Set<ApprovalSubject> same = new HashSet<>();
    return asked(Optional.of(product)).stream()
        .filter(r -> PLANS.contains(r.subject().purpose()))
        .filter(r -> same.add(withoutDigest(r.subject())))
        .filter(r -> !isPast(r.subject()))
        .toList();
  }

  private static ApprovalSubject withoutDigest(ApprovalSubject subject) {
    return new ApprovalSubject(
        subject.purpose(),
        NO_DIGEST,
        subject.product(),
        subject.version(),
        subject.ring(),
        Optional.empty());
  }

  /** What a plan binds, to be shown; nothing where it was altered since it was asked about. */
  public Map<String, Object> bound(ApprovalSubject subject) {
    return wiring.plans().find(subject.digest()).orElse(Map.of());
  }

  /** What the plan of the release binds that a flight's plan names; nothing where it is altered. */
  public Map<String, Object> boundOfRelease(ApprovalSubject subject) {
    return Optional.ofNullable(bound(subject).get("release"))
        .map(String::valueOf)
        .map(ContentDigest::ofHex)
        .flatMap(wiring.plans()::find)
        .orElse(Map.of());
  }

  /**
   * Asks whether whoever approves could have seen what they answer for.
   *
   * @throws UpdateCenterException UC4118, exit 5, when nothing here has the digest
   */
  void requireKnown(ApprovalSubject subject) {
    boolean known =
        switch (subject.purpose()) {
          case PLAN -> !bound(subject).isEmpty();
          case FLIGHT -> !boundOfRelease(subject).isEmpty();
          case POLICY, REGISTER_PUBLISHER, RETIRE_PUBLISHER ->
              new ProposedChange(wiring).isKnown(subject);
          case SIGNING -> true; // of a file nothing is ever known but its digest
        };
    if (!known) {
      throw UpdateCenterException.error(
              "UC4118", ExitCode.NOT_FOUND, "nothing here has the digest of " + subject.name())
          .where(subject.digest())
          .why("what it binds is missing or was altered: it would be approved unseen")
          .fix("run the command again that waits for it: it says what is asked about now")
          .state("nothing was decided")
          .build();
    }
  }

  private ApprovalRequest file(ProductName product, ContentDigest sha256) {
    RegisteredProduct registered = Products.require(wiring, product);
    int needed = ValidationWiring.policy(registered).map(SigningApprovals::neededForFile).orElse(0);
    return ApprovalRequest.ofFile(ApprovalSubject.ofFile(product, sha256), needed);
  }

  private List<ApprovalRequest> asked(Optional<ProductName> product) {
    return wiring.approvals().asked().stream()
        .filter(r -> product.isEmpty() || r.subject().product().equals(product.get()))
        .toList();
  }

  /**
   * Asks whether a decision still changes something.
   *
   * @throws UpdateCenterException exit 5 when it was carried out, or overtaken
   */
  void requireOpen(ApprovalSubject subject) {
    if (isPast(subject)) {
      throw UpdateCenterException.error(
              "UC1133", ExitCode.NOT_FOUND, subject.name() + " does not wait any more")
          .where(subject.digest())
          .why(
              switch (subject.purpose()) {
                case FLIGHT -> "this release or a higher one is flighted to the ring";
                case POLICY, REGISTER_PUBLISHER, RETIRE_PUBLISHER -> "the change is made";
                case PLAN, SIGNING -> "it is carried out, or a higher version is published";
              })
          .fix(
              subject.purpose().changesPolicy()
                  ? "another change takes it back"
                  : "'ducctl halt' stops what devices are offered")
          .state("nothing was decided")
          .build();
    }
  }

  private boolean isPast(ApprovalSubject subject) {
    return switch (subject.purpose()) {
      case PLAN -> isInForce(subject);
      case FLIGHT -> isFlighted(subject);
      case POLICY, REGISTER_PUBLISHER, RETIRE_PUBLISHER -> isMade(subject);
      case SIGNING -> false;
    };
  }

  /**
   * A version that is not above the highest published one is never signed any more; but the plan of
   * one that is published may be revised.
   */
  private boolean isInForce(ApprovalSubject subject) {
    PackageVersion version = subject.version().orElseThrow();
    Optional<PublishedRelease> published = wiring.releases().find(subject.product(), version);
    if (published.isPresent()) {
      return new Plans(wiring).newest(published.get()).digest().equals(subject.digest());
    }
    return wiring
        .releases()
        .highest(subject.product())
        .filter(highest -> highest.compareTo(version) >= 0)
        .isPresent();
  }

  private boolean isFlighted(ApprovalSubject subject) {
    return wiring.flights().list(subject.product()).stream()
        .filter(f -> subject.ring().equals(Optional.of(f.ring())))
        .anyMatch(f -> f.version().compareTo(subject.version().orElseThrow()) >= 0);
  }

  /** Whether a change of a policy has come about, by approvals or before anybody was asked. */
  private boolean isMade(ApprovalSubject subject) {
    if (subject.purpose() == ApprovalPurpose.POLICY) {
      return wiring
          .models()
          .find(subject.product())
          .map(p -> ContentDigest.of(p.policyYaml().getBytes(StandardCharsets.UTF_8)))
          .equals(Optional.of(subject.digest()));
    }
    Optional<Publisher> publisher =
        wiring.publishers().list(subject.product()).stream()
            .filter(p -> p.sha256().equals(subject.digest()))
            .findFirst();
    boolean retires = subject.purpose() == ApprovalPurpose.RETIRE_PUBLISHER;
    return publisher.filter(p -> p.retiredAt().isPresent() == retires).isPresent();
  }

  private static UpdateCenterException notFound(
      String digest, List<ApprovalRequest> found, List<ApprovalRequest> waiting) {
    return UpdateCenterException.error(
            "UC1133",
            ExitCode.NOT_FOUND,
            (found.isEmpty() ? "nothing waits" : "several things wait") + " under this digest")
        .where(digest)
        .why(waiting.isEmpty() ? "nothing waits for an approval" : "these wait: " + told(waiting))
        .fix("copy the whole digest; name the product of a single file with --product P")
        .state("nothing was decided")
        .build();
  }

  private static String told(List<ApprovalRequest> waiting) {
    return waiting.stream()
            .limit(MOST_TOLD)
            .map(r -> r.subject().name() + " " + r.subject().digest())
            .collect(Collectors.joining(", "))
        + (waiting.size() > MOST_TOLD ? ", …" : "");
  }

  /**
   * The policy that says who decides.
   *
   * @throws UpdateCenterException exit 2 when the product has none
   */
  Policy policy(ApprovalSubject subject) {
    return ValidationWiring.policy(Products.require(wiring, subject.product()))
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC1051", ExitCode.USAGE, subject.product() + " has no policy")
                    .why("policy.yaml says who may approve; without it nobody may")
                    .fix("write a policy.yaml and run 'ducctl product import' again")
                    .state("nothing was decided")
                    .build());
  }
}

package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PublisherRegistry.Publisher;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what waits for people by its digest, or by the first digits of it. */
public final class WaitingApprovals {
  private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{12,64}");
  private static final int WHOLE = 64;
  private static final int MOST_TOLD = 5;

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

  /** Changes of a product's policy that people were asked about and that were not made. */
  public List<ApprovalRequest> policyChanges(ProductName product) {
    return asked(Optional.of(product)).stream()
        .filter(r -> r.subject().purpose().changesPolicy())
        .filter(r -> !isPast(r.subject()))
        .toList();
  }

  /**
   * What people were asked about a product and is not published, newest first: of each version the
   * submission that was asked about last.
   */
  public List<ApprovalRequest> submissions(ProductName product) {
    Set<PackageVersion> versions = new HashSet<>();
    return asked(Optional.of(product)).stream()
        .filter(r -> r.subject().version().filter(versions::add).isPresent())
        .filter(r -> !isPast(r.subject()))
        .toList();
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
   * @throws UpdateCenterException exit 5 when its version, or a higher one, is published
   */
  void requireOpen(ApprovalSubject subject) {
    if (isPast(subject)) {
      throw UpdateCenterException.error(
              "UC1133", ExitCode.NOT_FOUND, subject.name() + " does not wait any more")
          .where(subject.digest())
          .why(
              subject.purpose().changesPolicy()
                  ? "the change is made"
                  : "this version or a higher one is published")
          .fix(
              subject.purpose().changesPolicy()
                  ? "another change takes it back"
                  : "'ducctl halt' stops what is published")
          .state("nothing was decided")
          .build();
    }
  }

  /** A version that is not above the highest published one is never signed any more. */
  private boolean isPast(ApprovalSubject subject) {
    if (subject.purpose().changesPolicy()) {
      return isMade(subject);
    }
    return subject.version().isPresent()
        && wiring
            .releases()
            .highest(subject.product())
            .filter(highest -> highest.compareTo(subject.version().get()) >= 0)
            .isPresent();
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

package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts approvals by the policy of now. Pure: the same documents, policy and time give the same
 * answer; nothing that was concluded before is taken over.
 *
 * <p>Of one person the latest decision counts, and one rejection stops. An approval counts only for
 * this plan and under the policy.yaml it was given under; a rejection stands for every plan of the
 * same content, as long as the policy lists whoever gave it: what stops takes less than what lets
 * pass. What replaces something that is in force, in addition, takes approvals that are younger
 * than its last change: one that was used is not used again.
 */
public final class ApprovalGate {
  /** Of two decisions in one millisecond the rejection is the later. */
  private static final Comparator<ApprovalStatement> LATEST =
      Comparator.comparing(ApprovalStatement::at).thenComparing(ApprovalStatement::decision);

  private static final String POLICY_CHANGED = "policy.yaml changed since it was given";

  private final Policy policy;
  private final Instant now;
  private final Optional<Instant> lastChange;

  /** A gate under the policy that is registered now. */
  public ApprovalGate(Policy policy, Instant now) {
    this(policy, now, Optional.empty());
  }

  /**
   * A gate before a change of what is in force.
   *
   * @param lastChange when that changed last; approvals up to then do not count
   */
  public ApprovalGate(Policy policy, Instant now, Optional<Instant> lastChange) {
    this.policy = policy;
    this.now = now;
    this.lastChange = lastChange;
  }

  /**
   * Why somebody may not decide on what was handed in.
   *
   * @param name as they call themselves
   * @param key the key they would sign with
   * @return empty when they may
   */
  public Optional<String> refusal(String name, ContentDigest key, Author author) {
    Optional<Person> person =
        policy.people().stream().filter(p -> p.name().equals(name)).findFirst();
    if (person.isEmpty()) {
      return Optional.of("policy.yaml does not list " + name);
    }
    return DocumentCheck.refusal(person.get(), author)
        .or(
            () ->
                person.get().keys().contains(key)
                    ? Optional.empty()
                    : Optional.of("policy.yaml does not list the key " + key + " of " + name));
  }

  /**
   * Counts.
   *
   * @param documents everything recorded about the subject, as bytes that nobody has verified
   */
  public ApprovalStatus judge(ApprovalRequest request, List<byte[]> documents) {
    List<VoidApproval> voided = new ArrayList<>();
    DocumentCheck check = new DocumentCheck(policy, request.subject(), request.author(), now);
    List<Standing> standings = standings(request.subject(), check.credible(documents, voided::add));
    List<ApprovalStatement> rejections =
        standings.stream().flatMap(s -> s.rejection().stream()).sorted(LATEST).toList();
    List<ApprovalStatement> given = given(standings, voided);
    ApprovalStatus.Tally tally =
        new ApprovalStatus.Tally(
            request.needed(),
            given,
            may(request.author(), given),
            voided,
            awaited(request.named(), given));
    if (!rejections.isEmpty()) {
      return new ApprovalStatus.Rejected(tally, rejections);
    }
    return tally.enough() ? new ApprovalStatus.Enough(tally) : new ApprovalStatus.Waiting(tally);
  }

  private List<Standing> standings(ApprovalSubject subject, List<ApprovalStatement> statements) {
    Map<String, Standing> standings = new LinkedHashMap<>();
    statements.stream()
        .sorted(LATEST)
        .forEach(s -> standings.computeIfAbsent(s.by(), by -> new Standing(subject)).hear(s));
    return List.copyOf(standings.values());
  }

  private List<ApprovalStatement> given(List<Standing> standings, List<VoidApproval> voided) {
    List<ApprovalStatement> given = new ArrayList<>();
    Set<ContentDigest> keys = new HashSet<>();
    List<ApprovalStatement> latest =
        standings.stream().flatMap(s -> s.approval().stream()).sorted(LATEST).toList();
    for (ApprovalStatement statement : latest) {
      if (!statement.policy().equals(policy.digest())) {
        voided.add(new VoidApproval(statement.by(), POLICY_CHANGED));
      } else if (lastChange.filter(last -> !statement.at().isAfter(last)).isPresent()) {
        voided.add(new VoidApproval(statement.by(), outdated(statement)));
      } else if (!keys.add(statement.key().id())) {
        voided.add(new VoidApproval(statement.by(), "another approval has the same key"));
      } else {
        given.add(statement);
      }
    }
    standings.forEach(s -> s.elsewhere().forEach(e -> voided.add(of(e))));
    return given;
  }

  private static String outdated(ApprovalStatement statement) {
    return statement.subject().purpose().changesPolicy()
        ? "it was given before the policy changed last"
        : "it was given before the plan of the release was revised last";
  }

  private VoidApproval of(ApprovalStatement elsewhere) {
    return new VoidApproval(
        elsewhere.by(),
        elsewhere.policy().equals(policy.digest())
            ? "the plan changed since: it is for another digest, "
                + elsewhere.subject().digest().prefix()
                + "…"
            : POLICY_CHANGED);
  }

  private static List<String> awaited(Set<String> named, List<ApprovalStatement> given) {
    return named.stream()
        .filter(name -> given.stream().noneMatch(s -> s.by().equals(name)))
        .sorted()
        .toList();
  }

  private List<String> may(Author author, List<ApprovalStatement> given) {
    return policy.people().stream()
        .filter(person -> DocumentCheck.refusal(person, author).isEmpty())
        .map(Person::name)
        .filter(name -> given.stream().noneMatch(s -> s.by().equals(name)))
        .toList();
  }
}

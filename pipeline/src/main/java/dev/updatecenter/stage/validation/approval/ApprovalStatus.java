package dev.updatecenter.stage.validation.approval;

import java.util.List;

/** Where something that needs approvals stands. */
public sealed interface ApprovalStatus {
  /** What was counted. */
  Tally tally();

  /** It may go on. */
  record Enough(Tally tally) implements ApprovalStatus {}

  /** Approvals are missing. */
  record Waiting(Tally tally) implements ApprovalStatus {}

  /**
   * Somebody said no; it stops until that person approves.
   *
   * @param by who
   */
  record Rejected(Tally tally, List<ApprovalStatement> by) implements ApprovalStatus {
    /** Copies. */
    public Rejected {
      by = List.copyOf(by);
    }
  }

  /**
   * What was counted.
   *
   * @param needed how many approvals it takes
   * @param given those that count, one a person and key, oldest first
   * @param may names of the people who may approve and have not, in the order of the policy
   * @param voided the documents that do not count, and why
   * @param awaited people without whom no number is enough, and who have not approved
   */
  record Tally(
      int needed,
      List<ApprovalStatement> given,
      List<String> may,
      List<VoidApproval> voided,
      List<String> awaited) {
    /** Copies. */
    public Tally {
      given = List.copyOf(given);
      may = List.copyOf(may);
      voided = List.copyOf(voided);
      awaited = List.copyOf(awaited);
    }

    /** Whether nothing is missing. */
    public boolean enough() {
      return given.size() >= needed && awaited.isEmpty();
    }

    /** Whether everybody who still may would not be enough. */
    public boolean outOfReach() {
      return given.size() + may.size() < needed || !may.containsAll(awaited);
    }
  }
}

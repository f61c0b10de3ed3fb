package dev.updatecenter.app.api;

import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import java.util.List;

/**
 * How far approvals are.
 *
 * @param needed how many it takes
 * @param given those that count, oldest first
 * @param may names of the people who may approve and have not
 * @param awaited names of those without whom no number is enough: whoever a waiver names
 */
public record ApprovalsJson(int needed, List<Given> given, List<String> may, List<String> awaited) {
  /** Copies. */
  public ApprovalsJson {
    given = List.copyOf(given);
    may = List.copyOf(may);
    awaited = List.copyOf(awaited);
  }

  /**
   * One that counts.
   *
   * @param by who, as policy.yaml names them
   * @param key id of the key that signed it, hex
   * @param at when, RFC 3339
   */
  public record Given(String by, String key, String at) {
    static Given of(ApprovalStatement statement) {
      return new Given(statement.by(), statement.key().id().hex(), statement.at().toString());
    }
  }

  /** What was counted. */
  public static ApprovalsJson of(ApprovalStatus.Tally tally) {
    return new ApprovalsJson(
        tally.needed(),
        tally.given().stream().map(Given::of).toList(),
        tally.may(),
        tally.awaited());
  }
}

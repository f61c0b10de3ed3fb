package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.RingVotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Adds up counters of votes. */
final class VoteTally implements RowCallbackHandler {
  private final SortedMap<FailureCode, Integer> failuresByCode = new TreeMap<>();
  private int succeeded;
  private int failed;
  private int unfinished;

  @Override
  public void processRow(ResultSet row) throws SQLException {
    int devices = row.getInt("devices");
    String state = row.getString("final_state");
    if (state.isEmpty()) {
      unfinished += devices;
    } else if (InstallOutcome.parse(state) == InstallOutcome.SUCCEEDED) {
      succeeded += devices;
    } else {
      failed += devices;
      String code = row.getString("final_code");
      if (!code.isEmpty()) {
        failuresByCode.merge(FailureCode.parse(code), devices, Integer::sum);
      }
    }
  }

  /** Devices without a final state. */
  int unfinished() {
    return unfinished;
  }

  /** All votes, when so many of the unfinished are lost. */
  RingVotes votes(int silent) {
    // Counted a moment later, beside somebody who may be taking reports in.
    int lost = Math.min(silent, unfinished);
    return new RingVotes(succeeded, failed, unfinished - lost, lost, failuresByCode);
  }
}

package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.RingVotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Adds up groups of votes. */
final class VoteTally implements RowCallbackHandler {
  private final SortedMap<FailureCode, Integer> failuresByCode = new TreeMap<>();
  private int succeeded;
  private int failed;
  private int installing;
  private int lost;

  @Override
  public void processRow(ResultSet row) throws SQLException {
    int devices = row.getInt("devices");
    String state = row.getString("final_state");
    if (state == null) {
      lost += row.getInt("silent");
      installing += devices - row.getInt("silent");
    } else if (InstallOutcome.parse(state) == InstallOutcome.SUCCEEDED) {
      succeeded += devices;
    } else {
      failed += devices;
      String code = row.getString("final_code");
      if (code != null) {
        failuresByCode.merge(FailureCode.parse(code), devices, Integer::sum);
      }
    }
  }

  RingVotes votes() {
    return new RingVotes(succeeded, failed, installing, lost, failuresByCode);
  }
}

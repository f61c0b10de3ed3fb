package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class CutOffTest {
  @Test
  void aDatabaseThatChangesHandsIsToldFromADiskAndFromABug() {
    Throwable changing =
        new DataAccessResourceFailureException(
            "PreparedStatementCallback",
            new SQLException("Error opening database: \"Lock file recently modified\" [8000-240]"));

    assertThat(CutOff.is(changing)).isTrue();
    assertThat(DiskFault.is(changing)).isFalse();
    assertThat(CutOff.is(new SQLException("Connection is broken: \"reset\" [90067-240]"))).isTrue();
    assertThat(CutOff.is(new SQLException("Syntax error in SQL statement [42000-240]"))).isFalse();
    assertThat(CutOff.is(null)).isFalse();
  }
}

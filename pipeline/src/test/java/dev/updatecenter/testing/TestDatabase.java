package dev.updatecenter.testing;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An empty database in memory with every migration done; gone when it is closed.
 *
 * @param dataSource the database
 * @param pool the same, to be closed
 */
public record TestDatabase(DataSource dataSource, JdbcConnectionPool pool)
    implements AutoCloseable {
  /** A new one, seen by nobody else. */
  public static TestDatabase open() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    Flyway.configure().dataSource(pool).load().migrate();
    return new TestDatabase(pool, pool);
  }

  /** What adapters speak to. */
  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  /** Transactions over it. */
  public TransactionOperations transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  @Override
  public void close() {
    jdbc().sql("SHUTDOWN").update();
    pool.dispose();
  }
}

package dev.updatecenter.app.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The database of a home, migrated and open. */
public final class Database implements AutoCloseable {
  private static final int POOL = 16;
  private static final int TRIES = 5;
  private static final String BIND_ADDRESS = "h2.bindAddress";

  // WRITE_DELAY=0: a commit that was acknowledged survives kill -9.
  private static final String ALONE = ";WRITE_DELAY=0";
  private static final String SHARED = ALONE + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000";

  private final HikariDataSource dataSource;
  private final PlatformTransactionManager transactionManager;

  private Database(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    this.transactionManager = new JdbcTransactionManager(dataSource);
  }

  /**
   * Opens the H2 file database of a home. Other processes of the same user may have it open too:
   * the first serves the others over loopback.
   *
   * @throws UpdateCenterException exit 14 when it cannot be opened
   */
  public static Database open(Home home) {
    // AUTO_SERVER listens on every interface unless H2 finds this when it is loaded.
    if (System.getProperty(BIND_ADDRESS) == null) {
      System.setProperty(BIND_ADDRESS, "127.0.0.1");
    }
    try {
      String password = password(home.database().resolveSibling("password"));
      create(home.database(), password);
      HikariDataSource dataSource = migrated(config(home.database(), SHARED, password));
      ownersAlone(file(home.database()));
      return new Database(dataSource);
    } catch (IOException | FlywayException | PoolInitializationException e) {
      throw UpdateCenterException.error("UC1042", ExitCode.DISK, "the database cannot be opened")
          .where(file(home.database()))
          .why(String.valueOf(e.getMessage()))
          .fix("check the disk's space, the folder's owner and that no older program holds it")
          .state("nothing was changed")
          .cause(e)
          .build();
    }
  }

  private static HikariConfig config(Path database, String settings, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:file:" + database + settings);
    config.setUsername("updatecenter");
    config.setPassword(password);
    config.setMaximumPoolSize(POOL);
    config.setMinimumIdle(1);
    config.setPoolName("home");
    return config;
  }

  /** Nobody sees a new database before it is whole; of two made at once the first counts. */
  private static void create(Path database, String password) throws IOException {
    if (Files.exists(file(database))) {
      return;
    }
    Path part = database.resolveSibling("new-" + UUID.randomUUID());
    try {
      try (HikariDataSource dataSource = new HikariDataSource(config(part, ALONE, password))) {
        migrate(dataSource);
      }
      Files.createLink(file(database), file(part));
    } catch (FileAlreadyExistsException e) {
      // Made by another process just now.
    } finally {
      Files.deleteIfExists(file(part));
      Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".trace.db"));
    }
  }

  private static Path file(Path database) {
    return database.resolveSibling(database.getFileName() + ".mv.db");
  }

  /** Tried again while the database changes hands: H2 itself waits some seconds each time. */
  private static HikariDataSource migrated(HikariConfig config) {
    for (int tries = 1; ; tries++) {
      HikariDataSource dataSource = null;
      try {
        dataSource = new HikariDataSource(config);
        migrate(dataSource);
        return dataSource;
      } catch (FlywayException | PoolInitializationException e) {
        if (dataSource != null) {
          dataSource.close();
        }
        if (tries == TRIES || !CutOff.is(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * H2 commits at every change of a table, so a migration that is cut off by a kill or a full disk
   * leaves a part of itself. From V9 on each may run again; what came before is only ever run for a
   * new home, whose file gets its name when it is whole.
   */
  private static void migrate(DataSource dataSource) {
    Flyway flyway =
        Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      if (Arrays.stream(flyway.info().all()).noneMatch(m -> m.getState().isFailed())) {
        throw e;
      }
      flyway.repair();
      flyway.migrate();
    }
  }

  /** H2 makes its file as the umask says; those of a home are their owner's alone. */
  private static void ownersAlone(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** A random password that is made once: AUTO_SERVER listens on a loopback port. */
  private static String password(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    try {
      // createTempFile gives the file to its owner alone.
      Path part = Files.createTempFile(file.getParent(), "password-", "");
      Files.writeString(part, HexFormat.of().formatHex(random), StandardOpenOption.WRITE);
      try {
        Files.createLink(file, part);
      } finally {
        Files.delete(part);
      }
    } catch (FileAlreadyExistsException e) {
      // Made before, or by another process just now.
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Connections. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Statements, in the transaction of the calling thread if there is one. */
  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  /** What Spring Batch runs its steps under. */
  public PlatformTransactionManager transactionManager() {
    return transactionManager;
  }

  /** Joins the transaction of the calling thread, or begins one. */
  public TransactionOperations transactions() {
    return new TransactionTemplate(transactionManager);
  }

  /** Always begins a transaction of its own. */
  public TransactionOperations ownTransactions() {
    TransactionTemplate template = new TransactionTemplate(transactionManager);
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return template;
  }

  /**
   * Brings what was committed to the disk itself. H2 hands commits to the operating system, which
   * is enough against {@code kill -9}, but not against a power cut.
   */
  void force() {
    jdbc().sql("CHECKPOINT SYNC").update();
  }

  @Override
  public void close() {
    dataSource.close();
  }
}

package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  private final Home home;

  DatabaseTest(@TempDir Path folder) {
    this.home = new Home(folder.resolve("home")).create();
  }

  @Test
  void survivesThatItIsClosedAndOpenedAgain() {
    try (Database database = Database.open(home)) {
      insert(database, "a");
    }
    try (Database database = Database.open(home)) {
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void twoHaveItOpenAtOnceAndSeeTheSame() {
    try (Database first = Database.open(home);
        Database second = Database.open(home)) {
      insert(first, "a");
      insert(second, "b");

      assertThat(count(first)).isEqualTo(2);
      assertThat(count(second)).isEqualTo(2);
    }
  }

  /** As if a kill or a full disk had come after the tables were changed, and before the note. */
  @Test
  void migrationsThatWereCutOffAreTakenUpAgain() {
    try (Database database = Database.open(home)) {
      insert(database, "a");
      database
          .jdbc()
          .sql("delete from \"flyway_schema_history\" where \"version\" >= '9'")
          .update();
      database
          .jdbc()
          .sql("delete from \"flyway_schema_history\" where length(\"version\") = 2")
          .update();
    }
    try (Database database = Database.open(home)) {
      database
          .jdbc()
          .sql("update \"flyway_schema_history\" set \"success\" = false where \"version\" = '14'")
          .update();
    }
    try (Database database = Database.open(home)) {
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void newDatabaseLeavesNothingBesideIt() {
    Database.open(home).close();

    assertThat(home.database().getParent())
        .isDirectoryNotContaining(f -> f.getFileName().toString().startsWith("new-"));
  }

  @Test
  void passwordIsMadeOnceAndItsOwnersAlone() throws Exception {
    Path password = home.database().resolveSibling("password");
    Database.open(home).close();
    String first = Files.readString(password);

    Database.open(home).close();

    assertThat(Files.readString(password)).isEqualTo(first).matches("[0-9a-f]{48}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(home.database().getParent())
        .isDirectoryNotContaining(f -> f.getFileName().toString().startsWith("password-"));
  }

  @Test
  void fileIsItsOwnersAlone() throws Exception {
    Database.open(home).close();

    Path file = home.database().resolveSibling("updatecenter.mv.db");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void listensOnLoopbackAlone() {
    Database.open(home).close();

    assertThat(System.getProperty("h2.bindAddress")).isEqualTo("127.0.0.1");
  }

  private static void insert(Database database, String name) {
    database
        .jdbc()
        .sql(
            "insert into submission (digest, product, version, received_at)"
                + " values (?, 'P', '1.0.0.0', current_timestamp)")
        .param(name.repeat(64))
        .update();
  }

  private static long count(Database database) {
    return database.jdbc().sql("select count(*) from submission").query(Long.class).single();
  }
}

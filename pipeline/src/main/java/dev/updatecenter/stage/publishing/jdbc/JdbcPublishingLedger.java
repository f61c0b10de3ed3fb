package dev.updatecenter.stage.publishing.jdbc;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishingLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** {@link PublishingLedger} in three tables: release, its packages, its plan revisions. */
public final class JdbcPublishingLedger implements PublishingLedger {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  /** Joins the parts. */
  public JdbcPublishingLedger(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void record(Entry entry) {
    transactions.executeWithoutResult(
        status -> {
          if (find(entry.product(), entry.version()).isEmpty()) {
            insert(entry);
          }
        });
  }

  private void insert(Entry entry) {
    jdbc.sql(
            "insert into published_release (product, version, submission, ocp, published_at,"
                + " retail, kernel_code) values (?, ?, ?, ?, ?, ?, ?)")
        .param(entry.product().value())
        .param(entry.version().toString())
        .param(entry.submission().hex())
        .param(entry.ocp().map(PackageVersion::toString).orElse(null))
        .param(OffsetDateTime.ofInstant(entry.publishedAt(), ZoneOffset.UTC))
        .param(entry.retail())
        .param(entry.kernelCode())
        .update();
    for (int i = 0; i < entry.packages().size(); i++) {
      insert(entry, i, entry.packages().get(i));
    }
  }

  private void insert(Entry entry, int position, PublishedPackage p) {
    jdbc.sql(
            "insert into published_package (product, version, position, target, kind, identity,"
                + " package_version, architecture, length, sha256, signers)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(entry.product().value())
        .param(entry.version().toString())
        .param(position)
        .param(p.target())
        .param(p.kind())
        .param(p.identity())
        .param(p.version().toString())
        .param(p.architecture().map(Architecture::wireName).orElse(null))
        .param(p.length())
        .param(p.sha256().hex())
        .param(p.signers().stream().map(ContentDigest::hex).collect(Collectors.joining(" ")))
        .update();
  }

  @Override
  public boolean revise(ProductName product, PackageVersion version, String manifest) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              Optional<Revision> newest = revision(product, version);
              if (newest.filter(r -> r.manifest().equals(manifest)).isPresent()) {
                return false;
              }
              jdbc.sql(
                      "insert into plan_revision (product, version, revision, manifest, planned_at)"
                          + " values (?, ?, ?, ?, ?)")
                  .param(product.value())
                  .param(version.toString())
                  .param(newest.map(Revision::number).orElse(0) + 1)
                  .param(manifest)
                  .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                  .update();
              return true;
            }));
  }

  @Override
  public List<Entry> list(ProductName product) {
    return jdbc
        .sql("select * from published_release where product = ?")
        .param(product.value())
        .query((row, number) -> entry(product, row))
        .list()
        .stream()
        .sorted(Comparator.comparing(Entry::version).reversed())
        .toList();
  }

  @Override
  public Optional<Entry> find(ProductName product, PackageVersion version) {
    return jdbc.sql("select * from published_release where product = ? and version = ?")
        .params(product.value(), version.toString())
        .query((row, number) -> entry(product, row))
        .optional();
  }

  @Override
  public Optional<Revision> revision(ProductName product, PackageVersion version) {
    return jdbc.sql(
            "select revision, manifest, planned_at from plan_revision where product = ? and version = ?"
                + " order by revision desc fetch first row only")
        .param(product.value())
        .param(version.toString())
        .query(
            (row, number) ->
                new Revision(
                    row.getInt("revision"),
                    row.getString("manifest"),
                    row.getObject("planned_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  private Entry entry(ProductName product, ResultSet row) throws SQLException {
    String version = row.getString("version");
    return new Entry(
        product,
        PackageVersion.parse(version),
        ContentDigest.ofHex(row.getString("submission")),
        Optional.ofNullable(row.getString("ocp")).map(PackageVersion::parse),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        jdbc.sql(
                "select * from published_package where product = ? and version = ?"
                    + " order by position")
            .param(product.value())
            .param(version)
            .query(JdbcPublishingLedger::published)
            .list(),
        row.getBoolean("retail"),
        row.getBoolean("kernel_code"));
  }

  private static PublishedPackage published(ResultSet row, int number) throws SQLException {
    return new PublishedPackage(
        row.getString("target"),
        row.getString("kind"),
        row.getString("identity"),
        PackageVersion.parse(row.getString("package_version")),
        Optional.ofNullable(row.getString("architecture")).map(Architecture::parse),
        row.getLong("length"),
        ContentDigest.ofHex(row.getString("sha256")),
        Arrays.stream(row.getString("signers").split(" ", -1))
            .filter(s -> !s.isEmpty())
            .map(ContentDigest::ofHex)
            .toList());
  }
}

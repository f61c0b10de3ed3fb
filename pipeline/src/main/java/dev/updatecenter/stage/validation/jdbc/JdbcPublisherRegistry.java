package dev.updatecenter.stage.validation.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.PublisherRegistry;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link PublisherRegistry} in table {@code publisher}. */
public final class JdbcPublisherRegistry implements PublisherRegistry {
  /** What the column holds; the certificate itself is kept whole. */
  private static final int MOST_OF_SUBJECT = 512;

  private final JdbcClient jdbc;
  private final Clock clock;

  /** Joins the parts. */
  public JdbcPublisherRegistry(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void register(ProductName product, X509Certificate certificate) {
    byte[] der = encoded(certificate);
    String digest = ContentDigest.of(der).hex();
    int back =
        jdbc.sql("update publisher set retired_at = null where product = ? and certificate = ?")
            .param(product.value())
            .param(digest)
            .update();
    if (back == 0) {
      jdbc.sql(
              "insert into publisher (product, certificate, subject, der, registered_at)"
                  + " values (?, ?, ?, ?, ?)")
          .param(product.value())
          .param(digest)
          .param(subject(certificate))
          .param(Base64.getEncoder().encodeToString(der))
          .param(now())
          .update();
    }
  }

  @Override
  public boolean retire(ProductName product, ContentDigest certificate) {
    return jdbc.sql(
                "update publisher set retired_at = ? where product = ? and certificate = ?"
                    + " and retired_at is null")
            .param(now())
            .param(product.value())
            .param(certificate.hex())
            .update()
        > 0;
  }

  @Override
  public List<Publisher> list(ProductName product) {
    return jdbc.sql("select * from publisher where product = ? order by registered_at, certificate")
        .param(product.value())
        .query(JdbcPublisherRegistry::publisher)
        .list();
  }

  private static Publisher publisher(ResultSet row, int number) throws SQLException {
    byte[] der = Base64.getDecoder().decode(row.getString("der"));
    try {
      return new Publisher(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)),
          ContentDigest.of(der),
          row.getObject("registered_at", OffsetDateTime.class).toInstant(),
          Optional.ofNullable(row.getObject("retired_at", OffsetDateTime.class))
              .map(OffsetDateTime::toInstant));
    } catch (CertificateException e) {
      throw new SQLException("not a certificate: " + row.getString("certificate"), e);
    }
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String subject(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    return name.substring(0, Math.min(name.length(), MOST_OF_SUBJECT));
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not an encodable certificate", e);
    }
  }
}

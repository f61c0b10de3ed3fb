package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.offer.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The JSON of a report, without its envelope. Has no fractions, so that it can be canonical. */
final class ReportJson {
  private static final int SCHEMA_VERSION = 1;
  private static final String KIND = "DeviceReport";

  private ReportJson() {}

  static Map<String, Object> write(DeviceReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("kind", KIND);
    json.put("id", report.id().toString());
    json.put("deviceId", report.device().toString());
    json.put("product", report.product().value());
    json.put("ring", report.ring().value());
    json.put("release", report.release().toString());
    json.put("state", report.state().wireName());
    report.code().ifPresent(c -> json.put("code", c.toString()));
    json.put("os", report.os().toString());
    json.put("ocp", report.ocp().toString());
    json.put("packages", report.packages().stream().map(ReportJson::pkg).toList());
    json.put("at", report.at().toString());
    json.put("publicKey", report.key().pem());
    return json;
  }

  private static Map<String, Object> pkg(PackageOutcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", outcome.kind());
    json.put("identity", outcome.identity());
    json.put("version", outcome.version().toString());
    json.put("state", outcome.state().wireName());
    outcome.code().ifPresent(c -> json.put("code", c.toString()));
    return json;
  }

  static DeviceReport read(Fields fields) throws MalformedDocumentException {
    fields.expect(KIND, SCHEMA_VERSION);
    DeviceKey key = fields.value("publicKey", DeviceKey::parse);
    if (!fields.value("deviceId", DeviceId::parse).equals(key.id())) {
      throw fields.refuse("deviceId", "is not the SHA-256 of 'publicKey'");
    }
    List<PackageOutcome> packages = new ArrayList<>();
    for (Fields p : fields.objects("packages")) {
      packages.add(readPackage(p));
    }
    UUID id = fields.value("id", ReportJson::uuid);
    try {
      return new DeviceReport(
          id,
          key,
          fields.value("product", ProductName::new),
          fields.value("ring", RingName::new),
          fields.value("release", PackageVersion::parse),
          fields.value("state", InstallOutcome::parse),
          fields.optional("code", FailureCode::parse),
          fields.value("os", PackageVersion::parse),
          fields.value("ocp", PackageVersion::parse),
          packages,
          fields.value("at", Instant::parse));
    } catch (IllegalArgumentException e) {
      throw fields.refuse("packages", String.valueOf(e.getMessage()));
    }
  }

  private static PackageOutcome readPackage(Fields fields) throws MalformedDocumentException {
    return new PackageOutcome(
        fields.text("kind"),
        fields.text("identity"),
        fields.value("version", PackageVersion::parse),
        fields.value("state", InstallOutcome::parse),
        fields.optional("code", FailureCode::parse));
  }

  /** One spelling an id: {@link UUID#fromString} alone takes shortened groups, too. */
  static UUID uuid(String text) {
    UUID id = UUID.fromString(text);
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException("not a UUID in lower case: " + text);
    }
    return id;
  }
}

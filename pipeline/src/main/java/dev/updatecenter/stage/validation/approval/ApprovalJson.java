package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of {@code signed}: schemas/approval.schema.json. */
final class ApprovalJson {
  private static final String KIND = "Approval";
  private static final int MAJOR = 1;

  private ApprovalJson() {}

  static Map<String, Object> write(ApprovalStatement statement) {
    ApprovalSubject subject = statement.subject();
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("schemaVersion", MAJOR);
    signed.put("kind", KIND);
    signed.put("decision", statement.decision().wireName());
    signed.put("purpose", subject.purpose().wireName());
    signed.put("digest", subject.digest().hex());
    signed.put("product", subject.product().value());
    subject.version().ifPresent(v -> signed.put("version", v.toString()));
    signed.put("policy", statement.policy().hex());
    signed.put("by", statement.by());
    SignedEnvelope.name(statement.key(), signed);
    signed.put("at", statement.at().toString());
    statement.reason().ifPresent(r -> signed.put("reason", r));
    return signed;
  }

  static ApprovalStatement read(Fields signed) throws MalformedDocumentException {
    signed.expect(KIND, MAJOR);
    TufKey key = SignedEnvelope.key(signed);
    try {
      return new ApprovalStatement(
          subject(signed),
          signed.value("decision", Decision::parse),
          signed.value("policy", ContentDigest::ofHex),
          signed.text("by"),
          key,
          signed.value("at", Instant::parse),
          signed.optional("reason", String::valueOf));
    } catch (IllegalArgumentException e) {
      throw signed.refuse("reason", String.valueOf(e.getMessage()));
    }
  }

  private static ApprovalSubject subject(Fields signed) throws MalformedDocumentException {
    return new ApprovalSubject(
        signed.value("purpose", ApprovalPurpose::parse),
        signed.value("digest", ContentDigest::ofHex),
        signed.value("product", ProductName::of),
        signed.optional("version", PackageVersion::parse));
  }
}

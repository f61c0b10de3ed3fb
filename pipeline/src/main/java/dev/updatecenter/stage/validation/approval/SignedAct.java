package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An act with the signature of whoever did it: schemas/signed-act.schema.json. It stands in the
 * audit log beside the act, and proves later whose key it was; it lets nothing happen.
 */
public final class SignedAct {
  private static final String KIND = "SignedAct";
  private static final int MAJOR = 1;

  private SignedAct() {}

  /**
   * Signs a statement.
   *
   * @return the document
   * @throws IllegalArgumentException when the signer's key is not the statement's
   */
  public static byte[] sign(ActStatement statement, MetadataSigner signer) {
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("schemaVersion", MAJOR);
    signed.put("kind", KIND);
    signed.put("product", statement.product().value());
    signed.put("act", statement.act());
    signed.put("facts", new TreeMap<>(statement.facts()));
    signed.put("policy", statement.policy().hex());
    signed.put("by", statement.by());
    SignedEnvelope.name(statement.key(), signed);
    signed.put("at", statement.at().toString());
    return SignedEnvelope.sign(signed, statement.key(), signer);
  }

  /**
   * Reads a document and checks that the key in it signed it.
   *
   * @param file its name in messages
   * @throws MalformedDocumentException when it cannot be read
   * @throws ApprovalSignatureException when the signature is not the key's
   */
  public static ActStatement read(byte[] document, String file)
      throws MalformedDocumentException, ApprovalSignatureException {
    SignedEnvelope envelope = SignedEnvelope.read(document, file);
    Fields signed = envelope.signed();
    signed.expect(KIND, MAJOR);
    ActStatement statement =
        new ActStatement(
            signed.value("product", ProductName::of),
            signed.text("act"),
            facts(signed),
            signed.value("policy", ContentDigest::ofHex),
            signed.text("by"),
            SignedEnvelope.key(signed),
            signed.value("at", Instant::parse));
    if (!envelope.madeBy(statement.key())) {
      throw new ApprovalSignatureException(statement.by());
    }
    return statement;
  }

  private static Map<String, String> facts(Fields signed) throws MalformedDocumentException {
    Map<String, String> facts = new TreeMap<>();
    for (Map.Entry<String, Node> fact : signed.object("facts").node().entries().entrySet()) {
      facts.put(
          fact.getKey(),
          fact.getValue()
              .text()
              .orElseThrow(() -> signed.refuse("facts", "holds what is no text")));
    }
    return facts;
  }
}

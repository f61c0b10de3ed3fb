package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A statement in its envelope {@code {signed, signature}}: the signature, in hex, covers the
 * canonical JSON of {@code signed} and is made by the key that stands in it (ECDSA on P-256 as DER,
 * or Ed25519). There is none whose signature was not checked; whether anybody believes the key is
 * for {@link ApprovalGate} to say.
 */
public final class Approval {
  /** The most bytes a document may have. */
  public static final int MAX_BYTES = 16 << 10;

  private final ApprovalStatement statement;
  private final byte[] document;

  private Approval(ApprovalStatement statement, byte[] document) {
    this.statement = statement;
    this.document = document;
  }

  /**
   * Signs a statement.
   *
   * @throws IllegalArgumentException when the signer's key is not the statement's
   * @throws IllegalStateException when its signature does not verify
   */
  public static Approval sign(ApprovalStatement statement, MetadataSigner signer) {
    if (!signer.key().equals(statement.key())) {
      throw new IllegalArgumentException("the statement names another key than the one that signs");
    }
    Map<String, Object> signed = ApprovalJson.write(statement);
    byte[] covered = CanonicalJson.bytes(signed);
    byte[] signature = signer.sign(covered);
    if (!statement.key().verifies(covered, signature)) {
      throw new IllegalStateException("a signature that its own key does not verify");
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("signed", signed);
    envelope.put("signature", HexFormat.of().formatHex(signature));
    // Ordinary JSON: canonical JSON leaves the line ends of a PEM key unescaped.
    return new Approval(statement, Json.bytes(envelope));
  }

  /**
   * Reads a document and checks that the key in it signed it.
   *
   * @param document at most {@link #MAX_BYTES}
   * @param file its name in messages
   * @throws MalformedDocumentException when it cannot be read
   * @throws ApprovalSignatureException when the signature is not the key's
   */
  public static Approval read(byte[] document, String file)
      throws MalformedDocumentException, ApprovalSignatureException {
    Fields envelope = Fields.of(Json.read(document, file));
    Fields signed = envelope.object("signed");
    ApprovalStatement statement = ApprovalJson.read(signed);
    byte[] signature = envelope.value("signature", HexFormat.of()::parseHex);
    if (!statement.key().verifies(covered(signed), signature)) {
      throw new ApprovalSignatureException(statement.by());
    }
    return new Approval(statement, document.clone());
  }

  private static byte[] covered(Fields signed) throws MalformedDocumentException {
    try {
      return CanonicalJson.bytes(signed.node());
    } catch (IllegalArgumentException e) {
      throw signed.refuse("signed", String.valueOf(e.getMessage()));
    }
  }

  /** What it says. */
  public ApprovalStatement statement() {
    return statement;
  }

  /** The document, byte for byte as it was signed; a copy. */
  public byte[] document() {
    return document.clone();
  }
}

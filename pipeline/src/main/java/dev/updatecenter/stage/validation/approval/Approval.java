package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.Map;

/**
 * A statement in its {@link SignedEnvelope}. There is none whose signature was not checked; whether
 * anybody believes the key is for {@link ApprovalGate} to say.
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
    Map<String, Object> signed = ApprovalJson.write(statement);
    return new Approval(statement, SignedEnvelope.sign(signed, statement.key(), signer));
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
    SignedEnvelope envelope = SignedEnvelope.read(document, file);
    ApprovalStatement statement = ApprovalJson.read(envelope.signed());
    if (!envelope.madeBy(statement.key())) {
      throw new ApprovalSignatureException(statement.by());
    }
    return new Approval(statement, document.clone());
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

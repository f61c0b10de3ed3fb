package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;

/**
 * Metadata failed a check of the client workflow; nothing of the file may be used. One class a
 * check, with its facts, so that a caller tells a rollback from an expiry.
 */
public abstract sealed class TufVerificationException extends Exception
    permits ExpiredMetadataException,
        HashMismatchException,
        LengthMismatchException,
        MalformedMetadataException,
        MetadataTooLargeException,
        NotInSnapshotException,
        RollbackException,
        RootVersionException,
        SignatureThresholdException,
        SpecVersionException,
        VersionMismatchException,
        WrongTypeException {
  private final String code;
  private final String file;

  TufVerificationException(String code, String file, String message) {
    super(file + ": " + message);
    this.code = code;
    this.file = file;
  }

  /** The stable code, {@code UC50nn}. */
  public String code() {
    return code;
  }

  /** The metadata file that was refused, such as {@code snapshot.json}. */
  public String file() {
    return file;
  }

  /** How a process ends that cannot go on without this file. */
  public ExitCode exit() {
    return ExitCode.UNTRUSTED;
  }

  /** What a person reads when the program stops because of it. */
  public UpdateCenterException toError(Object where) {
    return UpdateCenterException.error(code, exit(), getMessage())
        .where(where)
        .fix("see: ducctl explain " + code)
        .state("the metadata trusted before is still in place")
        .cause(this)
        .build();
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code : message;
  }
}

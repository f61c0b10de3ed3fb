package dev.updatecenter.capability.blobstore;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;

/** The errors that every adapter of the port tells in the same words. */
public final class StoreFault {
  private StoreFault() {}

  /** UC5040: a disk or file of the store failed. */
  public static UpdateCenterException disk(String act, Object where, IOException cause) {
    return UpdateCenterException.error("UC5040", ExitCode.DISK, "cannot " + act)
        .where(where)
        .why(cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .fix("mend the disk or the permissions, free space, and run the same command again")
        .state("every blob is as it was before, or whole")
        .cause(cause)
        .build();
  }

  /** UC5041: what was to be stored is not what it was said to be. */
  public static UpdateCenterException mismatch(
      BlobName name, BlobSource promised, long length, ContentDigest digest) {
    return UpdateCenterException.error(
            "UC5041",
            ExitCode.UNTRUSTED,
            String.format(
                "the content for the blob has %d bytes and SHA-256 %s, not %d and %s",
                length, digest, promised.length(), promised.digest()))
        .where(name)
        .why("it changed after an earlier stage looked at it")
        .fix("find out who writes to the work folder, then submit again")
        .state("nothing was stored under this name")
        .build();
  }

  /** UC5042: the blob that a digest names cannot be the content of that digest. */
  public static UpdateCenterException damaged(BlobName name, long length, BlobSource source) {
    return damaged(
        name, "the store holds " + length + " bytes under this digest, not " + source.length());
  }

  /** UC5042: the length is right, and the bytes are others. */
  public static UpdateCenterException damaged(BlobName name) {
    return damaged(name, "the store holds other bytes under this digest");
  }

  private static UpdateCenterException damaged(BlobName name, String message) {
    return UpdateCenterException.error("UC5042", ExitCode.DISK, message)
        .where(name)
        .why("content under its digest never changes: the store was damaged or written by others")
        .fix("move the damaged blob away and run the same command again")
        .state("the blob was left as it is")
        .build();
  }

  /** UC5043: a store or edge did not answer, after retries. */
  public static UpdateCenterException unavailable(Object where, String why, Exception cause) {
    return UpdateCenterException.error("UC5043", ExitCode.UNAVAILABLE, "the store does not answer")
        .where(where)
        .why(why)
        .fix("check the address and the network, then run the same command again")
        .state("every blob is as it was before, or whole")
        .cause(cause)
        .build();
  }

  /** UC5044: a blob is longer than what it is to be. */
  public static UpdateCenterException tooLong(Object where, long maxBytes) {
    return UpdateCenterException.error(
            "UC5044", ExitCode.UNTRUSTED, "the blob is longer than " + maxBytes + " bytes")
        .where(where)
        .why("whoever sends more than the most that is expected is not believed")
        .fix("check what lies at this address")
        .state("nothing of it was used")
        .build();
  }

  /** UC5045: a link or a special file lies in the store. */
  public static UpdateCenterException notPlain(BlobName name, Object where) {
    return UpdateCenterException.error(
            "UC5045", ExitCode.DISK, "the store holds a link or special file where " + name + " is")
        .where(where)
        .why("what a link points to may lie outside the store, so links are not followed")
        .fix("replace the link by the file or folder itself")
        .state("nothing was read or written through it")
        .build();
  }
}

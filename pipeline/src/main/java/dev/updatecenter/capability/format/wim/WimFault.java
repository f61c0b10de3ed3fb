package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;

/** The ways in which a Windows image is refused. */
enum WimFault {
  /** Truncated, of another size or version, or pointing outside the file. */
  HEADER("UC3130"),
  /** Only a part of an image. */
  PART("UC3131"),
  /** A compression that is not read. */
  COMPRESSION("UC3132"),
  /** A table or folder that cannot be followed. */
  STRUCTURE("UC3133"),
  /** Content that cannot be unpacked or has another digest. */
  CONTENT("UC3134"),
  /** More files, folders or bytes than allowed. */
  TOO_LARGE("UC3135");

  private final String code;

  WimFault(String code) {
    this.code = code;
  }

  MalformedPackageException exception(String message) {
    return new MalformedPackageException(code, message);
  }
}

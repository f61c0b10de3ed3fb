package dev.updatecenter.capability.blobstore.filesystem;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who on the machine may read a store's files. */
public enum Visibility {
  /** What is published anyway, so that a web server of another user can serve it: 0755, 0644. */
  PUBLIC("rwxr-xr-x", "rw-r--r--"),
  /** Reports, audit, archive: 0700, 0600. */
  PRIVATE("rwx------", "rw-------");

  private final String folder;
  private final String file;

  Visibility(String folder, String file) {
    this.folder = folder;
    this.file = file;
  }

  Set<PosixFilePermission> folderMode() {
    return PosixFilePermissions.fromString(folder);
  }

  Set<PosixFilePermission> fileMode() {
    return PosixFilePermissions.fromString(file);
  }
}

package dev.updatecenter.device;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;

/** What stops a scan or a report although nobody lied: networks, disks, wrong words. */
final class DeviceFault {
  private DeviceFault() {}

  /** UC7101: metadata that must be there is not. */
  static UpdateCenterException notPublished(Object where, String file, IOException cause) {
    return UpdateCenterException.error(
            "UC7101", ExitCode.UNAVAILABLE, "there is no " + file + " at this address")
        .where(where)
        .why("nothing is published for this product there, or the edge has only part of it yet")
        .fix("check the base address and the product's name, then scan again")
        .state("the metadata trusted before is still in place")
        .cause(cause)
        .build();
  }

  /** UC7117: a base that is a folder which is not there. */
  static UpdateCenterException noBase(Object where) {
    return UpdateCenterException.error(
            "UC7117", ExitCode.UNAVAILABLE, "there is no folder at the base address")
        .where(where)
        .why("it was not mounted, was moved, or the path is misspelt")
        .fix("mount the folder or correct --base, then scan again")
        .state("nothing was asked for; what was trusted before is still in place")
        .build();
  }

  /** UC7111: a package that the edge does not have. */
  static UpdateCenterException missing(Object where, long have, IOException cause) {
    return UpdateCenterException.error(
            "UC7111", ExitCode.UNAVAILABLE, "a package that is offered is missing at the edge")
        .where(where)
        .why("the edge has only part of a publication, or the package was removed from it")
        .fix("compare the store with: ducctl repo verify; scan again when the package is there")
        .state("of it " + have + " bytes came at an earlier scan; they are kept apart")
        .cause(cause)
        .build();
  }

  /** UC7109: the state folder. */
  static UpdateCenterException state(Object where, IOException cause) {
    return UpdateCenterException.error(
            "UC7109", ExitCode.DISK, "the device's state folder cannot be used")
        .where(where)
        .why(cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .fix("free space, mend the disk or the permissions, then run the same command again")
        .state("every file of it is as it was before, or whole")
        .cause(cause)
        .build();
  }

  /** UC7110: the folder that packages go to, or the one they are gathered in. */
  static UpdateCenterException disk(String act, Object where, IOException cause) {
    return UpdateCenterException.error("UC7110", ExitCode.DISK, "cannot " + act)
        .where(where)
        .why(cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .fix("free space or mend the permissions, then scan again: it goes on where it stopped")
        .state("only verified packages lie in the folder, and no list of packages")
        .cause(cause)
        .build();
  }

  /** UC7111: a package that does not come. */
  static UpdateCenterException brokenOff(Object where, long have, long length, IOException cause) {
    return UpdateCenterException.error(
            "UC7111",
            ExitCode.UNAVAILABLE,
            "a package broke off after " + have + " of " + length + " bytes")
        .where(where)
        .why(String.valueOf(cause.getMessage()))
        .fix("scan again: the download goes on where it stopped")
        .state("what came is kept apart, not among the packages")
        .cause(cause)
        .build();
  }

  /** UC7112: what the device remembers is damaged. */
  static UpdateCenterException memory(Object where, String why) {
    return UpdateCenterException.error(
            "UC7112", ExitCode.DISK, "what this device remembers cannot be read")
        .where(where)
        .why(why)
        .fix("restore the file, or delete it: the device then forgets versions and halts it saw")
        .state("nothing was changed")
        .build();
  }

  /** UC7113: the device's own key. */
  static UpdateCenterException key(Object where, String why) {
    return UpdateCenterException.error("UC7113", ExitCode.DISK, "the device's own key " + why)
        .where(where)
        .why("the key is the device's identity: a new one would be another device")
        .fix("restore both key files; or delete both and enrol the device again")
        .state("nothing was changed")
        .build();
  }

  /** UC7114: a report that nobody takes. */
  static UpdateCenterException undelivered(Object where, String why, Exception cause) {
    return UpdateCenterException.error("UC7114", ExitCode.UNAVAILABLE, "the report was not taken")
        .where(where)
        .why(why)
        .fix("check the report address and the network, then report again")
        .state("what the device remembers is kept: the same report may be made again")
        .cause(cause)
        .build();
  }

  /** UC7115: a report about something this device was never offered. */
  static UpdateCenterException unknownRelease(Object where, PackageVersion release) {
    return UpdateCenterException.error(
            "UC7115", ExitCode.NOT_FOUND, "this device was never offered " + release)
        .where(where)
        .why("a wrong version would make the device believe that it is newer than it is")
        .fix("report the release that the scan named, with the same state folder")
        .state("nothing was reported")
        .build();
  }

  /** UC7116: an address of no use. */
  static UpdateCenterException address(String text, String why) {
    return UpdateCenterException.error("UC7116", ExitCode.USAGE, "not a usable address: " + text)
        .why(why)
        .fix("give a folder, or an address that begins with file:, http: or https:")
        .state("nothing was asked for")
        .build();
  }
}

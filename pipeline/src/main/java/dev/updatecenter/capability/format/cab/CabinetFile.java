package dev.updatecenter.capability.format.cab;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A file in a cabinet (MS-CAB 2.5 CFFILE).
 *
 * @param name as stored, with {@code /} or {@code \} between its parts
 * @param size cbFile, in bytes
 * @param folder iFolder, the index of the CFFOLDER that holds it; counted over all cabinets of a
 *     set
 * @param offset uoffFolderStart, in bytes of the folder's unpacked content
 * @param dateTime date and time, local to nobody knows where; empty where they are no date
 * @param attributes attribs, the MS-DOS bits and 80h for a UTF-8 name
 */
public record CabinetFile(
    String name,
    long size,
    int folder,
    long offset,
    Optional<LocalDateTime> dateTime,
    int attributes) {
  /** The same, in another folder. */
  CabinetFile inFolder(int other) {
    return new CabinetFile(name, size, other, offset, dateTime, attributes);
  }
}

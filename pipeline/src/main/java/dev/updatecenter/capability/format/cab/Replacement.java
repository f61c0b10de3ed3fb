package dev.updatecenter.capability.format.cab;

/**
 * Other content for one file of a cabinet.
 *
 * @param file as the directory has it
 * @param content what it is to hold; not copied
 */
record Replacement(CabinetFile file, byte[] content) {
  /** By how much what follows in the folder moves. */
  long growth() {
    return content.length - file.size();
  }

  /** Offset in the folder behind the old content. */
  long end() {
    return file.offset() + file.size();
  }
}

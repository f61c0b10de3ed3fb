package dev.updatecenter.capability.format.cab;

/** MS-CAB 2.5 iFolder: the numbers that say that a file goes on over the end of its cabinet. */
final class SetFile {
  private static final int FROM_PREVIOUS = 0xFFFD;
  private static final int TO_NEXT = 0xFFFE;
  private static final int FROM_PREVIOUS_TO_NEXT = 0xFFFF;

  private SetFile() {}

  static boolean goesOn(CabinetFile file) {
    return file.folder() >= FROM_PREVIOUS;
  }

  /** Whether it began in a cabinet before. */
  static boolean cameIn(CabinetFile file) {
    return file.folder() == FROM_PREVIOUS || file.folder() == FROM_PREVIOUS_TO_NEXT;
  }

  /** Whether it ends in a cabinet after. */
  static boolean goesOut(CabinetFile file) {
    return file.folder() == TO_NEXT || file.folder() == FROM_PREVIOUS_TO_NEXT;
  }
}

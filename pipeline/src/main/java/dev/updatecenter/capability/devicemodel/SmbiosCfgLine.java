package dev.updatecenter.capability.devicemodel;

import java.util.Optional;
import java.util.OptionalInt;

/** One line of an SMBIOS.CFG. */
sealed interface SmbiosCfgLine {
  /** A comment, a directive, an empty line, bytes that name nothing. */
  record Other() implements SmbiosCfgLine {}

  /**
   * A string entry.
   *
   * @param type of the structure
   * @param offset in it; absent for XX
   * @param text between the quotes
   * @param column of the opening quote, from 1
   */
  record Entry(int type, OptionalInt offset, String text, int column) implements SmbiosCfgLine {
    Optional<SmbiosField> field() {
      return SmbiosCfgLine.field(type, offset);
    }
  }

  /**
   * One of the six fields set as bytes: a string number, whose string no entry names.
   *
   * @param field which
   * @param column of the data type, from 1
   */
  record AsBytes(SmbiosField field, int column) implements SmbiosCfgLine {}

  /**
   * A line that follows no rule.
   *
   * @param what is wrong with it
   * @param column where, from 1
   * @param ofIdentity whether it sets one of the six fields
   */
  record Malformed(String what, int column, boolean ofIdentity) implements SmbiosCfgLine {}

  /** The one of the six fields that stands there, if it is one. */
  static Optional<SmbiosField> field(int type, OptionalInt offset) {
    return offset.isPresent() ? SmbiosField.at(type, offset.getAsInt()) : Optional.empty();
  }
}

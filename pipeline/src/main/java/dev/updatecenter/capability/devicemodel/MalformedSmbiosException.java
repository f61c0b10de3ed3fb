package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;

/** A table out of which no System Information can be read. */
public final class MalformedSmbiosException extends IOException {
  /** The code of every unreadable table. */
  public static final String CODE = "UC2001";

  MalformedSmbiosException(String message) {
    super(message);
  }

  /** What is wrong, as a finding about {@code subject}. */
  public Finding finding(String subject) {
    return Finding.error(CODE, subject, String.valueOf(getMessage()))
        .because("Without System Information nobody can tell which device model this is.")
        .fixedBy(
            "Take the dump again: dmidecode --dump-bin FILE, or copy /sys/firmware/dmi/tables.");
  }
}

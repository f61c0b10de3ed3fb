package dev.updatecenter.capability.format.pe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The modules that an executable imports from ("PE Format", The .idata Section), as far as they lie
 * in two parts of it.
 */
final class PeImports {
  private static final int MAX_MODULES = 512;
  private static final int MAX_NAME = 260;

  private final PeLayout layout;
  private final byte[] head;
  private final byte[] window;
  private final long windowAt;

  /**
   * Looks into what was kept.
   *
   * @param layout its headers
   * @param head the file's first bytes
   * @param window the bytes from the import directory on
   * @param windowAt where that is in the file; -1 where there is none
   */
  PeImports(PeLayout layout, byte[] head, byte[] window, long windowAt) {
    this.layout = layout;
    this.head = head;
    this.window = window;
    this.windowAt = windowAt;
  }

  /** Whether one of them is the kernel itself, or a driver. */
  boolean ofTheKernel() {
    return modules().stream()
        .anyMatch(m -> m.equals("ntoskrnl.exe") || m.equals("hal.dll") || m.endsWith(".sys"));
  }

  /** Whether there are any, and each is ntdll.dll: a program from before Win32. */
  boolean ofNtdllAlone() {
    List<String> modules = modules();
    return !modules.isEmpty() && modules.stream().allMatch("ntdll.dll"::equals);
  }

  /** 20 bytes a module, its name's address at 12; a zero one ends. */
  private List<String> modules() {
    List<String> modules = new ArrayList<>();
    for (long at = windowAt; at >= 0 && modules.size() < MAX_MODULES; at += 20) {
      long name = number(at + 12);
      if (name <= 0) {
        break;
      }
      modules.add(text(layout.offset(name)).toLowerCase(Locale.ROOT));
    }
    return modules;
  }

  private long number(long offset) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      int b = at(offset + i);
      if (b < 0) {
        return -1;
      }
      value = (value << 8) | b;
    }
    return value;
  }

  private String text(long offset) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; offset >= 0 && i < MAX_NAME; i++) {
      int b = at(offset + i);
      if (b <= 0) {
        break;
      }
      out.append((char) b);
    }
    return out.toString();
  }

  /** A byte that was kept; -1 for another. */
  private int at(long offset) {
    if (offset < head.length) {
      return head[(int) offset] & 0xFF;
    }
    long inWindow = offset - windowAt;
    return inWindow >= 0 && inWindow < window.length ? window[(int) inWindow] & 0xFF : -1;
  }
}

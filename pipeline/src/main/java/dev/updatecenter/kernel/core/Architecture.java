package dev.updatecenter.kernel.core;

import java.util.Locale;

/** A processor architecture, by the name that manifests give it. */
public enum Architecture {
  /** 32-bit Intel. */
  X86("x86"),
  /** 64-bit Intel; the add-on kit also writes {@code x64}. */
  AMD64("amd64"),
  /** 32-bit ARM (Thumb-2). */
  ARM("arm"),
  /** 64-bit ARM. */
  ARM64("arm64");

  private final String wireName;

  Architecture(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Finds an architecture by a name of the field, ignoring case.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Architecture parse(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("x64")) {
      return AMD64;
    }
    for (Architecture a : values()) {
      if (a.wireName.equals(lower)) {
        return a;
      }
    }
    throw new IllegalArgumentException("not an architecture: " + name);
  }

  /** The name in manifests and documents. */
  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}

package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The systems that a section is for: a TargetOSVersion decoration ("INF Manufacturer section"),
 * such as {@code NTamd64.10.0...17763}.
 *
 * @param architecture the processor; {@code x86} where none is named
 * @param named whether a processor is named
 * @param narrowed whether it asks for a product type or a suite
 */
record InfTarget(Architecture architecture, boolean named, boolean narrowed) {
  /** What a section without decoration is for, on any system that is still in use. */
  static final InfTarget UNDECORATED = new InfTarget(Architecture.X86, false, false);

  // nt[Architecture][.[Major][.[Minor][.[ProductType][.[SuiteMask][.[Build]]]]]]
  private static final Pattern FORM =
      Pattern.compile(
          "nt(x86|amd64|arm64|arm)?(?:\\.\\d{0,5})?(?:\\.\\d{0,5})?"
              + "(?:\\.(?<product>(?:0x)?[0-9a-f]{0,8}))?(?:\\.(?<suite>(?:0x)?[0-9a-f]{0,8}))?"
              + "(?:\\.\\d{0,6})?");

  /** Reads a decoration; empty for another form, and for processors that Windows 10 has not. */
  static Optional<InfTarget> parse(String text) {
    Matcher m = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    Architecture architecture =
        m.group(1) == null ? Architecture.X86 : Architecture.parse(m.group(1));
    return Optional.of(
        new InfTarget(architecture, m.group(1) != null, given(m, "product") || given(m, "suite")));
  }

  private static boolean given(Matcher m, String group) {
    return m.group(group) != null && !m.group(group).isEmpty();
  }
}

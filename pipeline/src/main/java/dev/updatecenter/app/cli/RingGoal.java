package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.view.Awaited;
import dev.updatecenter.kernel.core.RingName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --for} says: {@code ring=Preview:passed}, or {@code :active}.
 *
 * @param ring the ring
 * @param goal how far it has to be
 */
record RingGoal(RingName ring, Awaited.Goal goal) {
  private static final Pattern FORM = Pattern.compile("ring=([^:]+):(passed|active)");

  /** Reads the option. */
  static final class Converter implements ITypeConverter<RingGoal> {
    @Override
    public RingGoal convert(String value) {
      Matcher m = FORM.matcher(value);
      if (!m.matches()) {
        throw new TypeConversionException(
            "not what can be waited for: '" + value + "'; write ring=Preview:passed, or :active");
      }
      Awaited.Goal goal = m.group(2).equals("passed") ? Awaited.Goal.PASSED : Awaited.Goal.ACTIVE;
      return new RingGoal(new RingNameConverter().convert(m.group(1)), goal);
    }
  }
}

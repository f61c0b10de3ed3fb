package dev.updatecenter.app.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Time between two looks: a second or more, for each opens the database. */
final class EveryConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    Duration every = new DurationConverter().convert(value);
    if (every.isZero()) {
      throw new TypeConversionException("two looks are a second or more apart: '" + value + "'");
    }
    return every;
  }
}

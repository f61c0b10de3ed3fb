package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.RingName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ring names on the command line. */
final class RingNameConverter implements ITypeConverter<RingName> {
  @Override
  public RingName convert(String value) {
    try {
      return new RingName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}

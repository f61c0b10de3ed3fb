package dev.updatecenter.app.cli;

import dev.updatecenter.stage.flighting.subscription.DomainName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** DNS domains on the command line. */
final class DomainNameConverter implements ITypeConverter<DomainName> {
  @Override
  public DomainName convert(String value) {
    try {
      return DomainName.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}

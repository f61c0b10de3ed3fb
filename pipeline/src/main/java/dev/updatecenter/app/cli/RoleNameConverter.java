package dev.updatecenter.app.cli;

import dev.updatecenter.capability.tuf.RoleName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a metadata role. */
final class RoleNameConverter implements ITypeConverter<RoleName> {
  @Override
  public RoleName convert(String value) {
    try {
      return new RoleName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + value + "' is no name of a role");
    }
  }
}

package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.PackageVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Four-part versions on the command line. */
final class VersionConverter implements ITypeConverter<PackageVersion> {
  @Override
  public PackageVersion convert(String value) {
    try {
      return PackageVersion.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}

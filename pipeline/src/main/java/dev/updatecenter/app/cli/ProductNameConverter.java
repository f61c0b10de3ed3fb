package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ProductName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Product names on the command line. */
final class ProductNameConverter implements ITypeConverter<ProductName> {
  @Override
  public ProductName convert(String value) {
    try {
      return ProductName.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}

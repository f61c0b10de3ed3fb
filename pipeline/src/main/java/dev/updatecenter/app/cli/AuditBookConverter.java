package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ProductName;
import picocli.CommandLine.ITypeConverter;

/** Whose audit records: a product's name, or {@code _home}. */
final class AuditBookConverter implements ITypeConverter<ProductName> {
  @Override
  public ProductName convert(String value) {
    return value.equals(ProductName.HOME.value())
        ? ProductName.HOME
        : new ProductNameConverter().convert(value);
  }
}

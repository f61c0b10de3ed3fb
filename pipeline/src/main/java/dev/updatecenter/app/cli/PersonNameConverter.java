package dev.updatecenter.app.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of people on the command line, of the form that policy.yaml asks for. */
final class PersonNameConverter implements ITypeConverter<String> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  @Override
  public String convert(String value) {
    if (NAME.matcher(value).matches()) {
      return value;
    }
    throw new TypeConversionException(
        "'" + value + "' is not a name: at most 64 letters, digits, dots, dashes or underscores");
  }
}

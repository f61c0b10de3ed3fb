package dev.updatecenter.stage.flighting.subscription;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A DNS domain in which the accounts of an organisation are, such as {@code
 * contoso.onmicrosoft.com}; names in other scripts in their {@code xn--} form.
 *
 * @param value two or more labels, lower case, at most 253 characters
 */
public record DomainName(String value) {
  private static final int LONGEST = 253;

  // RFC 1123 2.1: a label begins with a letter or a digit; the last one is no number.
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM = Pattern.compile("(?:" + LABEL + "\\.)+(?![0-9]+$)" + LABEL);

  /** Refuses any other form. */
  public DomainName {
    if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a domain is named like contoso.onmicrosoft.com, not '" + value + "'");
    }
  }

  /**
   * Parses a name in any capitals: DNS does not tell them apart (RFC 4343).
   *
   * @throws IllegalArgumentException for what is none
   */
  public static DomainName parse(String text) {
    return new DomainName(text.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}

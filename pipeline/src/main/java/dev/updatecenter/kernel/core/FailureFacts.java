package dev.updatecenter.kernel.core;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the audit log says of a failure: never what a library wrote, and no part of an address that
 * may be a credential.
 */
final class FailureFacts {
  private static final int MAX_LENGTH = 500;

  /** RFC 3986 3.2.1: what stands before the @ of an authority. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]*@");

  /** RFC 3986 3.4; a shared access signature is one. */
  private static final Pattern QUERY = Pattern.compile("(://[^\\s?]*)\\?\\S*");

  private FailureFacts() {}

  static Map<String, String> of(Throwable why) {
    if (why instanceof UpdateCenterException told) {
      return Map.of("code", told.code(), "error", safe(String.valueOf(told.getMessage())));
    }
    return Map.of("error", why.getClass().getSimpleName());
  }

  private static String safe(String text) {
    String clean = QUERY.matcher(USER_INFO.matcher(text).replaceAll("")).replaceAll("$1?...");
    return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "...";
  }
}

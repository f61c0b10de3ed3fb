package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.EdgeAnswer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What header fields an edge has to give with content that never changes. */
public final class EdgeHeaders {
  /** RFC 9111 5.2.2: each of these would have caches ask again, or keep nothing. */
  private static final Set<String> FORBIDDEN = Set.of("no-cache", "no-store", "private");

  private static final long YEAR = 31_536_000;

  private EdgeHeaders() {}

  /** What is wrong with the fields of a whole answer, in words; empty when nothing is. */
  public static Optional<String> wrong(EdgeAnswer answer, long length) {
    return fault(answer, length).map(EdgeFault::toString);
  }

  /** What is wrong with the fields of a whole answer; empty when nothing is. */
  static Optional<EdgeFault> fault(EdgeAnswer answer, long length) {
    return coding(answer)
        .map(what -> EdgeFault.lasting(what, answer))
        // Another length may be an old copy, or an error page that says 200.
        .or(() -> length(answer, length).map(what -> EdgeFault.passing(what, answer)))
        .or(
            () ->
                caching(answer.field("Cache-Control").orElse(""))
                    .map(what -> EdgeFault.lasting(what, answer)));
  }

  /** RFC 9110 8.4: devices ask for bytes as they are, and hash them as they come. */
  private static Optional<String> coding(EdgeAnswer answer) {
    return answer
        .field("Content-Encoding")
        .filter(coding -> !coding.equalsIgnoreCase("identity"))
        .map(coding -> "it was compressed on the way: Content-Encoding " + EdgeFault.plain(coding));
  }

  /** RFC 9110 8.6: a device that knows the length beforehand can tell a full disk in time. */
  private static Optional<String> length(EdgeAnswer answer, long length) {
    String given = answer.field("Content-Length").orElse("");
    if (given.equals(Long.toString(length))) {
      return Optional.empty();
    }
    return Optional.of(
        given.isEmpty()
            ? "no Content-Length"
            : "Content-Length " + EdgeFault.plain(given) + ", not " + length);
  }

  /** RFC 9111 5.2.2, RFC 8246: what {@link CachePolicy#IMMUTABLE} says, or longer. */
  static Optional<String> caching(String value) {
    Set<String> directives =
        Arrays.stream(value.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .filter(directive -> !directive.isEmpty())
            .collect(Collectors.toSet());
    if (directives.isEmpty()) {
      return Optional.of("no Cache-Control, not " + CachePolicy.IMMUTABLE.headerValue());
    }
    boolean good =
        directives.contains("immutable")
            && directives.contains("public")
            && directives.stream().noneMatch(EdgeHeaders::forbids)
            && directives.stream().anyMatch(EdgeHeaders::lastsAYear);
    return good
        ? Optional.empty()
        : Optional.of(
            "Cache-Control is '"
                + EdgeFault.plain(value)
                + "', not "
                + CachePolicy.IMMUTABLE.headerValue());
  }

  /** With a list of fields ({@code no-cache="set-cookie"}) it is meant as well. */
  private static boolean forbids(String directive) {
    return FORBIDDEN.contains(directive.split("=", 2)[0].strip());
  }

  private static boolean lastsAYear(String directive) {
    return directive.matches("max-age=\"?[0-9]{1,18}\"?")
        && Long.parseLong(directive.replaceAll("[^0-9]", "")) >= YEAR;
  }
}

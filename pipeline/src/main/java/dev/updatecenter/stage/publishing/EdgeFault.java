package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.EdgeAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with an object at the edge.
 *
 * @param what in a few words, such as {@code status 404}
 * @param seen header fields that tell which rule of the edge did it; may be empty
 * @param mayPass whether it may be gone in a minute: a cache that is behind, a server that is busy.
 *     A rule of the edge, such as a wrong {@code Cache-Control}, does not mend itself
 */
record EdgeFault(String what, String seen, boolean mayPass) {
  // RFC 9111 5.1 Age, RFC 9211 Cache-Status; the rest is what caches and Azure call it.
  private static final List<String> TELLING =
      List.of(
          "Age",
          "Cache-Status",
          "X-Cache",
          "X-Cache-Status",
          "CF-Cache-Status",
          "X-Azure-Ref",
          "X-Ms-Error-Code",
          "Via",
          "Server",
          "Content-Type");

  private static final int MOST = 120;

  static EdgeFault passing(String what, EdgeAnswer answer) {
    return new EdgeFault(what, seen(answer), true);
  }

  static EdgeFault lasting(String what, EdgeAnswer answer) {
    return new EdgeFault(what, seen(answer), false);
  }

  /** No answer at all. */
  static EdgeFault silent(String what) {
    return new EdgeFault(what, "", true);
  }

  private static String seen(EdgeAnswer answer) {
    List<String> fields = new ArrayList<>();
    answer.field("Cache-Control").ifPresent(v -> fields.add("Cache-Control: " + plain(v)));
    for (String name : TELLING) {
      answer.field(name).ifPresent(v -> fields.add(name + ": " + plain(v)));
    }
    return String.join(", ", fields);
  }

  /** What a stranger's server says is shown to a person: short, and without control characters. */
  static String plain(String value) {
    String printable = value.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= MOST ? printable : printable.substring(0, MOST) + "...";
  }

  @Override
  public String toString() {
    return seen.isEmpty() ? what : what + " (" + seen + ")";
  }
}

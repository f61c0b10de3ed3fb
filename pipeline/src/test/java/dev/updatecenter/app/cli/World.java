package dev.updatecenter.app.cli;

import static java.util.stream.Collectors.toMap;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole home but for what two runs cannot have in common: signatures, times, and the digests and
 * lengths of signed content with what is named after them. Every file and every empty folder is in
 * it, with the text of what is published, so a leftover is a difference.
 */
final class World {
  /** Says who has the database open: within this JVM it goes a moment after the last command. */
  static final String LOCK = "db/updatecenter.lock.db";

  /** The database engine's own log, which it begins when recovery gives it something to say. */
  private static final String TRACE = "db/updatecenter.trace.db";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PREFIX = Pattern.compile("(?<=/)[0-9a-f]{16}(?=/)");
  private static final Pattern AUDIT_NUMBERS = Pattern.compile("[0-9]{10}-[0-9]{10}");
  private static final Set<String> OF_THE_RUN =
      Set.of(
          "version",
          "length",
          "expires",
          "role_expires",
          "path_hash_prefixes",
          "sig",
          "sha256",
          "offer",
          "signedAt",
          "salt");

  private World() {}

  static SortedMap<String, String> of(Path home) throws IOException {
    SortedMap<String, String> world = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : paths.toList()) {
        String name = home.relativize(path).toString();
        if (name.equals(LOCK) || name.equals(TRACE)) {
          continue;
        }
        if (Files.isRegularFile(path)) {
          world.put(logical(home, path), published(name) ? text(path) : "");
        } else if (isEmpty(path)) {
          world.put(logical(home, path) + "/", "");
        }
      }
    }
    return world;
  }

  private static boolean published(String name) {
    return name.startsWith("store/") && name.endsWith(".json");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Under {@code signed} the digest is that of the unsigned file, which is the same in all runs;
   * but for the OEM custom package, which was rebuilt around signed members.
   */
  private static String logical(Path home, Path path) throws IOException {
    String name = home.relativize(path).toString();
    if (name.startsWith("signed/")) {
      return isArchived(home, path) ? "signed/*/rebuilt" : name;
    }
    String plain = DIGEST.matcher(name).replaceAll("*");
    return AUDIT_NUMBERS.matcher(PREFIX.matcher(plain).replaceAll("*")).replaceAll("*");
  }

  private static boolean isArchived(Path home, Path signed) throws IOException {
    Path archive = home.resolve("private/archive");
    if (!Files.isRegularFile(signed) || !Files.isDirectory(archive)) {
      return false;
    }
    String digest = ContentDigest.of(signed).hex();
    try (Stream<Path> files = Files.walk(archive)) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith(digest));
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return String.valueOf(
          plain(Json.read(Files.readAllBytes(file), file.toString()).toPlain(), ""));
    } catch (MalformedDocumentException e) {
      throw new IOException(e);
    }
  }

  private static Object plain(@Nullable Object value, String field) {
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(
          map.entrySet().stream()
              .collect(
                  toMap(
                      e -> path(String.valueOf(e.getKey())),
                      e -> plain(e.getValue(), String.valueOf(e.getKey())))));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(v -> plain(v, field)).toList();
    }
    // The version of a release is text, the version of metadata a number.
    boolean ofTheRun = OF_THE_RUN.contains(field) && !(value + "").matches("[0-9]+[.].*");
    return ofTheRun ? "*" : path(String.valueOf(value));
  }

  /** The path of a target names the digest of a signed file. */
  private static String path(String text) {
    return text.startsWith("packages/") ? PREFIX.matcher(text).replaceAll("*") : text;
  }
}

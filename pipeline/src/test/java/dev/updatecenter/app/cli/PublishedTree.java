package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published tree of a home to the byte. */
final class PublishedTree {
  private PublishedTree() {}

  /** Path to digest; empty where nothing is published. */
  static SortedMap<Path, String> of(Path home) throws IOException {
    SortedMap<Path, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home.resolve("store"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tree.put(home.relativize(file), ContentDigest.of(file).hex());
      }
    }
    return tree;
  }
}

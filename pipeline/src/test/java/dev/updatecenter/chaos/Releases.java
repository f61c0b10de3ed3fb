package dev.updatecenter.chaos;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Releases of random files; each is tried until it is published. */
final class Releases {
  private static final int FILES = 2;
  private static final int MAX_BYTES = 40_000;

  private final Path folder;
  private final Path expected;
  private final Random random;
  private final Map<Integer, List<String>> targets = new TreeMap<>();
  private final Set<Integer> published = new LinkedHashSet<>();
  private int newest;

  Releases(Path folder, long seed) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.expected = Files.createFile(folder.resolve("expected"));
    this.random = new Random(seed);
  }

  /** The release to be published next: the last one, until it is published. */
  int next() throws IOException {
    if (newest == 0 || published.contains(newest)) {
      newest++;
      write(newest);
    }
    return newest;
  }

  Path manifest(int release) {
    return folder.resolve("release-" + release + ".yaml");
  }

  private void write(int release) throws IOException {
    List<String> named = new ArrayList<>();
    StringBuilder payload = new StringBuilder();
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[1 + random.nextInt(MAX_BYTES)];
      random.nextBytes(content);
      String file = "file-" + release + "-" + i + ".bin";
      Files.write(folder.resolve(file), content);
      named.add("packages/" + ContentDigest.of(content).prefix() + "/" + file);
      payload.append("    - { source: %s, destination: 'C:\\Kiosk\\%s' }%n".formatted(file, file));
    }
    targets.put(release, named);
    Files.writeString(
        manifest(release),
        """
        apiVersion: updatecenter/v1
        kind: Release
        metadata: { product: ContosoKiosk, version: "10.0.%d.0" }
        notes: Release %d of a run that breaks things.
        payload:
          files:
        %srings:
          - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
        """
            .formatted(100 + release, release, payload));
  }

  /** A publisher has said that a release is published. */
  void published(int release) throws IOException {
    if (published.add(release)) {
      Files.write(
          expected,
          targets.getOrDefault(release, List.of()),
          java.nio.file.StandardOpenOption.APPEND);
    }
  }

  int count() {
    return published.size();
  }

  /** A file of the targets that are published for certain, one a line. */
  Path expected() {
    return expected;
  }

  /** The targets that are published for certain. */
  List<String> promised() throws IOException {
    return Files.readAllLines(expected);
  }

  /** Every target of a release that was begun. */
  Set<String> begun() {
    Set<String> all = new LinkedHashSet<>();
    targets.values().forEach(all::addAll);
    return all;
  }
}

package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a product's key holders were asked to sign, one file a role; a later question of a role
 * replaces the one before. Written under the product's lease.
 */
final class Ceremonies {
  private static final String SUFFIX = ".json";

  private final Path folder;

  Ceremonies(Path folder) {
    this.folder = folder;
  }

  Optional<Ceremony> find(RoleName role) throws IOException {
    return read(file(role));
  }

  List<Ceremony> all() throws IOException {
    List<Ceremony> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
          read(file).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  /** What a bad disk left is no question: it is asked again, and holds no refresh up. */
  private static Optional<Ceremony> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Ceremony.read(Files.readAllBytes(file), file.toString()));
    } catch (UpdateCenterException damaged) {
      return Optional.empty();
    }
  }

  void keep(Ceremony ceremony) throws IOException {
    new DurableFile(file(ceremony.role())).write(ceremony.toJson());
  }

  void forget(Iterable<RoleName> roles) throws IOException {
    for (RoleName role : roles) {
      Files.deleteIfExists(file(role));
    }
  }

  /** What the audit log says of signatures. */
  static Map<String, String> facts(Proposal proposal) {
    return Map.of(
        proposal.fileName(),
        proposal.digest().hex(),
        "signers." + proposal.fileName(),
        proposal.signers().stream().map(ContentDigest::hex).collect(Collectors.joining(" ")));
  }

  private Path file(RoleName role) {
    return folder.resolve(role.value() + SUFFIX);
  }
}

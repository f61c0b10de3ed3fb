package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The keys by which people act: those that {@code keys.people} names, and one file a person in the
 * home. That a key is here says nothing: policy.yaml says whose it is.
 */
public final class PersonKeys {
  private static final String SUFFIX = ".pem";

  private final Path folder;
  private final Map<String, Path> configured;

  PersonKeys(Home home, KeySettings settings) {
    this.folder = home.keys().resolve("people");
    this.configured = settings.people();
  }

  /**
   * Somebody's key.
   *
   * @param name as policy.yaml names them
   * @param file where it lies, or would
   * @param id of its public half, as TUF 4.2 has it; empty while there is none
   */
  public record PersonKey(String name, Path file, Optional<ContentDigest> id) {}

  /**
   * Somebody with their key.
   *
   * @param name as policy.yaml names them
   * @param signer signs as them
   */
  public record Acting(String name, MetadataSigner signer) {}

  /** What there is, by name. */
  public List<PersonKey> list() {
    return files().keySet().stream().map(this::find).toList();
  }

  /** What there is of one person. */
  public PersonKey find(String name) {
    KeyFile file = file(name);
    return new PersonKey(
        name, file.path(), file.exists() ? Optional.of(load(name).key().id()) : Optional.empty());
  }

  /**
   * Makes a key for somebody who has none.
   *
   * @return false when there is one, or another place is configured
   */
  public boolean generate(String name) {
    KeyFile file = file(name);
    if (configured.containsKey(name) || file.exists()) {
      return false;
    }
    try {
      file.generate(new SecureRandom());
      return true;
    } catch (IOException e) {
      throw unusable(name, file.path(), String.valueOf(e), DiskFault.is(e));
    }
  }

  /**
   * Who acts: the one who is named, else the only one whose key is here.
   *
   * @throws UpdateCenterException exit 2 when that is nobody, or one of several
   */
  public Acting acting(Optional<String> named) {
    String name = named.orElseGet(this::onlyOne);
    if (!file(name).exists()) {
      throw nobody("there is no key of " + name, name);
    }
    return new Acting(name, load(name));
  }

  private String onlyOne() {
    List<String> names = List.copyOf(files().keySet());
    if (names.isEmpty()) {
      throw nobody("there is no key of anybody", "NAME");
    }
    if (names.size() > 1) {
      throw UpdateCenterException.error("UC1131", ExitCode.USAGE, "several people have a key here")
          .where("--as")
          .why("an act's identity is the key that signs it: " + String.join(", ", names))
          .fix("say who acts with --as NAME")
          .state("nothing was decided")
          .build();
    }
    return names.get(0);
  }

  private UpdateCenterException nobody(String what, String name) {
    return UpdateCenterException.error("UC1131", ExitCode.USAGE, what)
        .where(folder)
        .why("an act's identity is the key that signs it")
        .fix(
            "name its file in keys.people of updatecenter.yaml, or make one with 'ducctl keys"
                + " generate --as "
                + name
                + "' and have its id listed in policy.yaml")
        .state("nothing was decided")
        .build();
  }

  private MetadataSigner load(String name) {
    KeyFile file = file(name);
    try {
      return file.load();
    } catch (UpdateCenterException e) {
      throw unusable(name, file.path(), String.valueOf(e.getMessage()), false);
    }
  }

  private static UpdateCenterException unusable(String name, Path file, String why, boolean disk) {
    return UpdateCenterException.error(
            "UC1134",
            disk ? ExitCode.DISK : ExitCode.USAGE,
            "the key of " + name + " cannot be used or kept")
        .where(file)
        .why(why)
        .fix("restore the file, or make another key and have policy.yaml list it")
        .state("nothing was decided")
        .build();
  }

  private KeyFile file(String name) {
    Path elsewhere = configured.get(name);
    return elsewhere == null ? new KeyFile(folder, name) : KeyFile.at(elsewhere);
  }

  private Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>(configured);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(f -> fileName(f).matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.pem"))
            .forEach(f -> files.putIfAbsent(name(f), f));
      } catch (IOException e) {
        throw unusable("people", folder, String.valueOf(e), DiskFault.is(e));
      }
    }
    return files;
  }

  private static String name(Path file) {
    String name = fileName(file);
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }
}

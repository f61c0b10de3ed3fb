package dev.updatecenter.capability.authenticode.pkcs11;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where systems keep PKCS #11 modules: a {@code module-name} (RFC 7512 2.3) is looked for there.
 * Only folders that the system's administrator alone writes to.
 */
final class ModuleFolders {
  private static final List<String> LIBRARIES = List.of("/usr/lib", "/usr/lib64", "/usr/local/lib");
  private static final List<String> FOLDERS = List.of("pkcs11", "softhsm", "");

  private ModuleFolders() {}

  /** The module of that name; where there is none, the first place that was looked at. */
  static Path find(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    List<Path> candidates =
        LIBRARIES.stream()
            .flatMap(lib -> Stream.of(lib, lib + "/" + triplet()))
            .flatMap(lib -> FOLDERS.stream().map(folder -> Path.of(lib, folder)))
            .flatMap(
                dir -> Stream.of(dir.resolve(plain + ".so"), dir.resolve("lib" + plain + ".so")))
            .toList();
    return candidates.stream().filter(Files::isRegularFile).findFirst().orElse(candidates.get(0));
  }

  private static String triplet() {
    String arch = System.getProperty("os.arch", "");
    return (arch.equals("amd64") ? "x86_64" : arch) + "-linux-gnu";
  }
}

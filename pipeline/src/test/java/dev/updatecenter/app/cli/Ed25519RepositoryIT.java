package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.testing.TufJs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose every role signs with Ed25519, before a client of others. */
class Ed25519RepositoryIT {
  private final Path folder;
  private final Path home;
  private final Path metadata;

  Ed25519RepositoryIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
    this.metadata = home.resolve("store/products/ContosoKiosk/metadata");
  }

  @Test
  void tufJsVerifiesItAndFollowsItsRotations() throws Exception {
    TufJs client = TufJs.require();
    SampleHome.prepared(home);
    Path keys = home.resolve("keys/roles/ContosoKiosk");
    try (Stream<Path> made = Files.list(keys)) {
      for (Path key : made.toList()) {
        Files.delete(key);
      }
    }
    CommandRun.of(home, "keys", "generate", "--algorithm", "ed25519").endsWith(0);
    CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(0);
    CommandRun.of(home, "flight", "ContosoKiosk", "--ring", "Preview").endsWith(0);

    assertThat(keyTypes()).containsOnly("ed25519");
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.copy(home.resolve("trust/ContosoKiosk/root.json"), state.resolve("root.json"));
    assertThat(judged(client, state)).containsExactly("ed25519 ok");
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("install");

    // The same client goes on over roots and keys of both kinds.
    for (String role : List.of("root", "timestamp", "packages")) {
      CommandRun.of(home, "keys", "rotate", role, "--algorithm", "p256").endsWith(0);
    }
    assertThat(keyTypes()).containsOnly("ed25519", "ecdsa");
    assertThat(judged(client, state)).containsExactly("ed25519 ok");
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("install");
  }

  private List<String> judged(TufJs client, Path state) throws Exception {
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    try (FolderServer server = new FolderServer(home.resolve("store"))) {
      return client.judge(
          List.of(
              Map.of(
                  "name",
                  "ed25519",
                  "dir",
                  state.toString(),
                  "targetDir",
                  downloads.toString(),
                  "metadata",
                  server.base() + "/products/ContosoKiosk/metadata",
                  "urls",
                  List.of(server.base()),
                  "targets",
                  targets())),
          folder);
    }
  }

  private List<String> targets() throws Exception {
    List<String> targets =
        new ArrayList<>(List.of("ContosoKiosk/offers/Preview.json", "ContosoKiosk/rollout.json"));
    for (Node role : files("packages-")) {
      targets.addAll(role.at("signed", "targets").orElseThrow().entries().keySet());
    }
    assertThat(targets).hasSizeGreaterThan(3);
    return targets.stream().distinct().toList();
  }

  /** Of the keys that the newest root and targets name. */
  private List<String> keyTypes() throws Exception {
    List<String> types = new ArrayList<>();
    for (Node file :
        List.of(
            Json.read(
                Files.readAllBytes(home.resolve("trust/ContosoKiosk/root.json")), "root.json"),
            newest("targets"))) {
      Node keys =
          file.at("signed", "keys")
              .or(() -> file.at("signed", "delegations", "keys"))
              .orElseThrow();
      keys.entries().values().forEach(key -> types.add(key.text("keytype").orElseThrow()));
    }
    return types;
  }

  private Node newest(String role) throws Exception {
    long version = 1;
    while (Files.exists(metadata.resolve(version + 1 + "." + role + ".json"))) {
      version++;
    }
    return Json.read(Files.readAllBytes(metadata.resolve(version + "." + role + ".json")), role);
  }

  private List<Node> files(String part) throws Exception {
    List<Node> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(metadata)) {
      for (Path file : files.filter(f -> f.toString().contains(part)).toList()) {
        all.add(Json.read(Files.readAllBytes(file), file.toString()));
      }
    }
    return all;
  }
}

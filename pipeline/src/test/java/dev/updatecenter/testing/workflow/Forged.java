package dev.updatecenter.testing.workflow;

import static dev.updatecenter.testing.RepositorySimulator.object;

import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.testing.RepositorySimulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Metadata forged as plain JSON, not through the writer under test. */
public final class Forged {
  static final String PAST = "2020-01-01T00:00:00Z";

  private Forged() {}

  /** A case's act on the repository alone. */
  static WorkflowCase.Act repository(Consumer<RepositorySimulator> act) {
    return scene -> act.accept(scene.repository());
  }

  /** A next version of a role with other fields, signed and listed as it should be. */
  static WorkflowCase.Act fields(RoleName role, Consumer<Map<String, Object>> edit) {
    return repository(sim -> sim.forge(role, edit));
  }

  /** A next version signed by others. */
  static WorkflowCase.Act signedBy(RoleName role, MetadataSigner... signers) {
    return repository(sim -> sim.forge(role, signed -> {}, List.of(signers)));
  }

  static WorkflowCase.Act byStranger(RoleName role) {
    return repository(sim -> sim.forge(role, signed -> {}, List.of(RepositorySimulator.newKey())));
  }

  /** Other text in a role's newest file, whose signatures stay. */
  static WorkflowCase.Act text(RoleName role, UnaryOperator<String> edit) {
    return repository(sim -> sim.spoil(role, bytes -> utf8(edit.apply(text(bytes)))));
  }

  /** A next timestamp with a note that is signed; then other text in it. */
  static WorkflowCase.Act note(Object note, UnaryOperator<String> edit) {
    return repository(
        sim -> {
          sim.forge(RoleName.TIMESTAMP, t -> t.put("x-note", note));
          sim.spoil(RoleName.TIMESTAMP, bytes -> utf8(edit.apply(text(bytes))));
        });
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A list inside plain JSON, which may be changed. */
  @SuppressWarnings("unchecked") // JSON lists hold anything.
  static List<Object> list(Map<String, Object> plain, String name) {
    List<Object> copy =
        new ArrayList<>((List<Object>) Objects.requireNonNull(plain.get(name), name));
    plain.put(name, copy);
    return copy;
  }

  /** The entry of a top-level role in a root. */
  static Map<String, Object> role(Map<String, Object> root, RoleName role) {
    return object(object(root, "roles"), role.value());
  }

  /** Names a key in a root or in delegations, as a role's too. */
  static void name(Map<String, Object> lists, Map<String, Object> role, MetadataSigner signer) {
    object(lists, "keys").put(id(signer), key(signer));
    list(role, "keyids").add(id(signer));
  }

  static String id(MetadataSigner signer) {
    return signer.key().id().hex();
  }

  /** A P-256 key as metadata has it. */
  static Map<String, Object> key(MetadataSigner signer) {
    byte[] spki = signer.key().publicKey().orElseThrow().getEncoded();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    Map<String, Object> key = new HashMap<>();
    key.put("keytype", "ecdsa");
    key.put("scheme", "ecdsa-sha2-nistp256");
    key.put("keyval", Map.of("public", pem));
    return key;
  }

  /** A delegation. */
  public static Map<String, Object> delegation(
      String role, boolean terminating, MetadataSigner signer, String... paths) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", role);
    entry.put("keyids", List.of(id(signer)));
    entry.put("threshold", 1L);
    entry.put("terminating", terminating);
    entry.put("paths", List.of(paths));
    return entry;
  }

  /** Delegations of one key. */
  public static Map<String, Object> delegations(
      MetadataSigner signer, List<Map<String, Object>> entries) {
    Map<String, Object> delegations = new LinkedHashMap<>();
    delegations.put("keys", new HashMap<>(Map.of(id(signer), key(signer))));
    delegations.put("roles", List.copyOf(entries));
    return delegations;
  }

  /** Lets targets delegate to others, too, after those that it delegates to already. */
  static void delegate(
      RepositorySimulator sim, MetadataSigner signer, List<Map<String, Object>> entries) {
    sim.forge(
        RoleName.TARGETS,
        targets -> {
          Map<String, Object> delegations = object(targets, "delegations");
          object(delegations, "keys").put(id(signer), key(signer));
          list(delegations, "roles").addAll(entries);
        });
  }

  /** A new role's first file, listed in the snapshot. */
  public static void publish(
      RepositorySimulator sim,
      String name,
      MetadataSigner signer,
      Map<String, TargetFile> targets) {
    publish(sim, name, RepositorySimulator.sign(targets(targets), List.of(signer)));
  }

  /** A new role's first file, listed in the snapshot. */
  static void publish(RepositorySimulator sim, String name, byte[] bytes) {
    RoleName role = new RoleName(name);
    sim.files().put(role.fileName(MetadataVersion.FIRST), bytes);
    sim.forge(RoleName.SNAPSHOT, s -> RepositorySimulator.list(s, role, 1, bytes));
  }

  /** What a targets role signs. */
  static Map<String, Object> targets(Map<String, TargetFile> targets) {
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("_type", "targets");
    signed.put("spec_version", "1.0.34");
    signed.put("version", 1L);
    signed.put("expires", "2099-01-01T00:00:00Z");
    Map<String, Object> listed = new LinkedHashMap<>();
    targets.forEach((path, file) -> listed.put(path, target(file)));
    signed.put("targets", listed);
    return signed;
  }

  /** A file signed by keys under any ids. */
  static byte[] signedAs(Map<String, Object> signed, Map<String, MetadataSigner> signers) {
    byte[] canonical = CanonicalJson.bytes(signed);
    List<Map<String, Object>> signatures = new ArrayList<>();
    signers.forEach(
        (id, signer) -> {
          String hex = HexFormat.of().formatHex(signer.sign(canonical));
          signatures.add(Map.of("keyid", id, "sig", hex));
        });
    return Json.bytes(Map.of("signatures", signatures, "signed", signed));
  }

  /** A target as metadata lists it. */
  static Map<String, Object> target(TargetFile file) {
    Map<String, Object> plain = new HashMap<>();
    plain.put("length", file.length());
    plain.put("hashes", new HashMap<>(Map.of("sha256", file.sha256().hex())));
    return plain;
  }

  /** A whole file as plain JSON with some change, in its place. */
  static void envelope(RepositorySimulator sim, RoleName role, Consumer<Map<String, Object>> edit) {
    sim.spoil(
        role,
        bytes -> {
          Map<String, Object> plain = RepositorySimulator.plain(bytes);
          edit.accept(plain);
          return Json.bytes(plain);
        });
  }
}

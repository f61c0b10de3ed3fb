package dev.updatecenter.testing;

import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataFetcher;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataTooLargeException;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A small repository in memory that a test can spoil: whatever an edge, a thief of keys or a
 * careless publisher could do. Forging is done on plain JSON, not through the writer under test.
 */
public final class RepositorySimulator implements MetadataFetcher {
  /** Holds packages; one key. */
  public static final RoleName PACKAGES = new RoleName("packages");

  /** Holds the offer of a ring; two keys, both must sign. */
  public static final RoleName RING = new RoleName("ring-Preview");

  /** Holds the rollout; one key. */
  public static final RoleName ROLLOUT = new RoleName("rollout");

  public static final String PACKAGE = "packages/0123456789abcdef/driver.cab";
  public static final String OFFER = "Contoso/offers/Preview.json";
  public static final String ROLLOUT_FILE = "Contoso/rollout.json";

  private final Instant now;
  private final Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
  private final Map<RoleName, RoleAuthority> given = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final List<String> fetched = new ArrayList<>();
  private final byte[] trustedRoot;

  /** A repository whose every role but the ring's has been published twice. */
  public RepositorySimulator(Instant now) throws IOException, TufVerificationException {
    this.now = now;
    for (RoleName role :
        List.of(
            RoleName.ROOT,
            RoleName.TARGETS,
            RoleName.SNAPSHOT,
            RoleName.TIMESTAMP,
            PACKAGES,
            ROLLOUT)) {
      keys.put(role, List.of(newKey()));
    }
    keys.put(RING, List.of(newKey(), newKey()));
    MetadataUpdate first = publish(create());
    trustedRoot = first.root().orElseThrow().bytes();
    publish(
        editor()
            .withTargets(ROLLOUT, target(ROLLOUT_FILE, "{\"second\":true}"))
            .withRenewed(java.util.Set.of(RoleName.TARGETS, PACKAGES)));
  }

  private RepositorySimulator(RepositorySimulator other) {
    now = other.now;
    trustedRoot = other.trustedRoot;
    keys.putAll(other.keys);
    given.putAll(other.given);
    other.files.forEach((name, bytes) -> files.put(name, bytes.clone()));
    other.contents.forEach((name, bytes) -> contents.put(name, bytes.clone()));
  }

  /** Another one with the same keys and files, which goes its own way: keys take time to make. */
  public RepositorySimulator copy() {
    return new RepositorySimulator(this);
  }

  private RepositoryEditor create() {
    List<Delegation> delegations =
        List.of(
            Delegation.of(PACKAGES.value(), authority(PACKAGES), "packages/*/*"),
            Delegation.of(RING.value(), authority(RING), OFFER),
            Delegation.of(ROLLOUT.value(), authority(ROLLOUT), ROLLOUT_FILE));
    return RepositoryEditor.create(topLevel(), delegations, ExpiryPolicy.STANDARD)
        .withTargets(PACKAGES, target(PACKAGE, "a driver"))
        .withTargets(RING, target(OFFER, "{\"kind\":\"Offer\"}"))
        .withTargets(ROLLOUT, target(ROLLOUT_FILE, "{}"));
  }

  /** A new key. */
  public static EcdsaMetadataSigner newKey() {
    return EcdsaMetadataSigner.generate(new SecureRandom());
  }

  /** The keys of the top-level roles. */
  public Map<RoleName, RoleAuthority> topLevel() {
    Map<RoleName, RoleAuthority> authorities = new LinkedHashMap<>();
    keys.keySet().stream()
        .filter(RoleName::isTopLevel)
        .forEach(role -> authorities.put(role, authority(role)));
    return authorities;
  }

  /** The roles that have keys. */
  public java.util.Set<RoleName> roles() {
    return java.util.Set.copyOf(keys.keySet());
  }

  /** Other keys of a role, which a root or a delegation names already. */
  public void give(RoleName role, List<MetadataSigner> signers, RoleAuthority authority) {
    keys.put(role, List.copyOf(signers));
    given.put(role, authority);
  }

  /** The keys of a role, all of which must sign unless others were given. */
  public RoleAuthority authority(RoleName role) {
    RoleAuthority other = given.get(role);
    if (other != null) {
      return other;
    }
    List<MetadataSigner> signers = signers(role);
    return new RoleAuthority(signers.stream().map(MetadataSigner::key).toList(), signers.size());
  }

  public List<MetadataSigner> signers(RoleName role) {
    return keys.getOrDefault(role, List.of());
  }

  /** Puts a target's content where it is fetched from, and says how metadata lists it. */
  public Map<String, TargetFile> target(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    TargetFile file = TargetFile.of(bytes);
    contents.put(file.urlPath(path), bytes);
    return Map.of(path, file);
  }

  public byte[] trustedRoot() {
    return trustedRoot.clone();
  }

  public Instant now() {
    return now;
  }

  /** A publisher that has just loaded the repository. */
  public RepositoryEditor editor() throws IOException, TufVerificationException {
    return RepositoryEditor.load(trustedRoot(), this, ExpiryPolicy.STANDARD);
  }

  /** Signs with the right keys and uploads. */
  public MetadataUpdate publish(RepositoryEditor editor) {
    MetadataUpdate update = editor.sign(keys, now, files::containsKey);
    update.files().forEach(file -> files.put(file.name(), file.bytes()));
    return update;
  }

  /** Every metadata file by name; live. */
  public Map<String, byte[]> files() {
    return files;
  }

  /** One metadata file; a copy. */
  public byte[] file(String name) {
    return Objects.requireNonNull(files.get(name), name).clone();
  }

  /** Every target's content by the path it is fetched from. */
  public Map<String, byte[]> contents() {
    return contents;
  }

  /** What was asked for since the last call. */
  public List<String> takeFetched() {
    List<String> taken = List.copyOf(fetched);
    fetched.clear();
    return taken;
  }

  @Override
  public byte[] fetch(String fileName, int maxBytes) throws IOException, MetadataTooLargeException {
    fetched.add(fileName);
    byte[] bytes = files.get(fileName);
    if (bytes == null) {
      throw new MetadataNotFoundException(fileName);
    }
    return MetadataFetcher.readBounded(new ByteArrayInputStream(bytes), fileName, maxBytes);
  }

  /** The name of the newest file of a role. */
  public String current(RoleName role) {
    if (role.equals(RoleName.TIMESTAMP)) {
      return role.fileName();
    }
    long version = 1;
    while (files.containsKey(role.fileName(new MetadataVersion(version + 1)))) {
      version++;
    }
    return role.fileName(new MetadataVersion(version));
  }

  /** Changes the bytes of a role's newest file. */
  public void spoil(RoleName role, UnaryOperator<byte[]> change) {
    files.compute(current(role), (name, bytes) -> change.apply(bytes));
  }

  /** A next version with other fields, signed with the role's own keys and listed as it should. */
  public void forge(RoleName role, Consumer<Map<String, Object>> edit) {
    forge(role, edit, signers(role));
  }

  /** As {@link #forge(RoleName, Consumer)}, signed by others. */
  public void forge(
      RoleName role, Consumer<Map<String, Object>> edit, List<MetadataSigner> signers) {
    Map<String, Object> signed = object(plain(file(current(role))), "signed");
    long version = (long) Objects.requireNonNull(signed.get("version")) + 1;
    signed.put("version", version);
    edit.accept(signed);
    byte[] bytes = sign(signed, signers);
    files.put(role.fileName(new MetadataVersion(version)), bytes);
    if (role.equals(RoleName.SNAPSHOT)) {
      forge(RoleName.TIMESTAMP, t -> list(t, role, version, bytes));
    } else if (!role.equals(RoleName.TIMESTAMP) && !role.equals(RoleName.ROOT)) {
      forge(RoleName.SNAPSHOT, s -> list(s, role, version, bytes));
    }
  }

  /** Lists a file in a snapshot or timestamp. */
  public static void list(Map<String, Object> lister, RoleName role, long version, byte[] bytes) {
    Map<String, Object> listing = new HashMap<>();
    listing.put("version", version);
    listing.put("length", (long) bytes.length);
    listing.put("hashes", Map.of("sha256", ContentDigest.of(bytes).hex()));
    object(lister, "meta").put(role.fileName(), listing);
  }

  /** A file with signatures over plain JSON. */
  public static byte[] sign(Map<String, Object> signed, List<MetadataSigner> signers) {
    byte[] canonical = CanonicalJson.bytes(signed);
    List<Map<String, Object>> signatures = new ArrayList<>();
    for (MetadataSigner signer : signers) {
      signatures.add(
          Map.of(
              "keyid",
              signer.key().id().hex(),
              "sig",
              HexFormat.of().formatHex(signer.sign(canonical))));
    }
    return Json.bytes(Map.of("signatures", signatures, "signed", signed));
  }

  /** A file as plain JSON that may be changed. */
  @SuppressWarnings("unchecked") // JSON objects have string keys.
  public static Map<String, Object> plain(byte[] file) {
    try {
      return (Map<String, Object>) Objects.requireNonNull(Json.read(file, "simulated").toPlain());
    } catch (MalformedDocumentException e) {
      throw new AssertionError(e);
    }
  }

  /** An object inside plain JSON. */
  @SuppressWarnings("unchecked") // JSON objects have string keys.
  public static Map<String, Object> object(Map<String, Object> plain, String name) {
    return (Map<String, Object>) Objects.requireNonNull(plain.get(name), name);
  }
}

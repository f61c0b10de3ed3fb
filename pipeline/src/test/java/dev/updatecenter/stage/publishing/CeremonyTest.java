package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.testing.RepositorySimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ceremony file in the hands of somebody who wants a signature under something else. */
class CeremonyTest {
  private final Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
  private final MetadataSigner thief = EcdsaMetadataSigner.generate(new SecureRandom());
  private final PublishingWorld world;
  private Map<String, Object> file = Map.of();

  CeremonyTest(@TempDir Path folder) {
    for (RoleName role : RepositoryRoles.all(PublishingWorld.RINGS)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
    world =
        new PublishingWorld(
            folder.resolve("home"), folder.resolve("store"), new RepositoryKeys(keys));
  }

  /** A root that gives the timestamp to the thief; root's key is away. */
  @BeforeEach
  void ask() {
    world.publish("package one");
    Map<RoleName, List<MetadataSigner>> atHand = new LinkedHashMap<>(keys);
    atHand.remove(RoleName.ROOT);
    MetadataPublication publication = world.publication(new RepositoryKeys(atHand));
    KeyChange change =
        new KeyChange(RoleName.TIMESTAMP, RoleAuthority.of(thief.key()), world.clock.instant());
    assertThatThrownBy(() -> publication.rotate(change, world.lease))
        .hasMessageContaining("root lacks 1 signature");
    Ceremony asked = publication.ceremonies().current(RoleName.ROOT).orElseThrow();
    List<MetadataSigner> holder = keys.getOrDefault(RoleName.ROOT, List.of());
    file = RepositorySimulator.plain(asked.with(asked.proposal().signedByThose(holder)).toJson());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Ceremony read(Map<String, Object> file) {
    return Ceremony.read(Json.pretty(file).getBytes(StandardCharsets.UTF_8), "ceremony");
  }

  @Test
  void whatIsSignedIsToldEvenWhereTheFileLiesAboutWhatWasBefore() {
    Ceremony honest = read(file);
    assertThat(honest.proposal().changes()).contains("role timestamp gains key " + thief.key());

    // As if the thief's key had been there all along.
    Map<String, Object> before =
        RepositorySimulator.object(RepositorySimulator.plain(Json.bytes(file)), "signed");
    before.put("version", 1L);
    file.put("base", before);
    file.put("act", "renew");
    Ceremony lying = read(file);

    assertThat(lying.proposal().changes()).contains("nothing else changes");
    assertThat(lying.proposal().says())
        .containsSequence("trusts timestamp when 1 of 1 signed:", "  " + thief.key())
        .isEqualTo(honest.proposal().says());
    assertThat(lying.proposal().digest()).isEqualTo(honest.proposal().digest());
  }

  /** One way to alter a file. */
  private record Forgery(String name, Consumer<Map<String, Object>> edit) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery(
            "signed says something else", f -> signed(f).put("expires", "2099-01-01T00:00:00Z")),
        new Forgery(
            "signed and digest say something else, the signature stays",
            f -> {
              signed(f).put("expires", "2099-01-01T00:00:00Z");
              digest(f);
            }),
        new Forgery(
            "the signature of version 2 over version 3",
            f -> {
              signed(f).put("version", 3L);
              RepositorySimulator.object(f, "base").put("version", 2L);
              digest(f);
            }),
        new Forgery("the signature over another role's", f -> f.put("role", "targets")),
        new Forgery("a role that is signed online", f -> f.put("role", "timestamp")),
        new Forgery("a role that leaves the folder", f -> f.put("role", "../../root")),
        new Forgery("a root without the one before it", f -> f.remove("base")),
        new Forgery(
            "a root with a gap before it",
            f -> {
              f.put("signatures", List.of());
              signed(f).put("version", 5L);
              digest(f);
            }),
        new Forgery("a lower threshold of the root before", f -> signatory(f).put("threshold", 0L)),
        new Forgery("fewer signatories", f -> f.put("signatories", List.of(signatory(f)))),
        new Forgery(
            "another key under the id of the old",
            f -> {
              Map<String, Object> all = RepositorySimulator.object(signed(f), "keys");
              List<String> ids = List.copyOf(all.keySet());
              all.put(ids.get(0), all.get(ids.get(1)));
              digest(f);
            }),
        new Forgery(
            "members that nobody understands",
            f -> {
              f.put("signatures", List.of());
              signed(f).put("x-also", "something");
              digest(f);
            }),
        new Forgery("a signature twice", f -> twice(f)),
        new Forgery("another product's name that is none", f -> f.put("product", "../x")),
        new Forgery("an act that is none", f -> f.put("act", "delete")));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void anAlteredFileIsRefused(Forgery forgery) {
    forgery.edit().accept(file);

    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC5069");
              assertThat(e.exit()).isEqualTo(ExitCode.UNTRUSTED);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"schemaVersion\":1,\"kind\":\"Ceremony\"}",
        "{\"schemaVersion\":1,\"schemaVersion\":1,\"kind\":\"Ceremony\"}",
        "{\"schemaVersion\":99999999999999999999,\"kind\":\"Ceremony\"}"
      })
  void whatIsNoCeremonyIsRefused(String text) {
    assertThatThrownBy(() -> Ceremony.read(text.getBytes(StandardCharsets.UTF_8), "ceremony"))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5069"));
  }

  @Test
  void nestingWithoutEndIsRefused() {
    byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Ceremony.read(deep, "ceremony"))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5069"));
  }

  @Test
  void valuesWithoutEndAreRefusedBeforeTheyFillTheMemory() {
    byte[] many = ("[" + "[],".repeat(9_000_000) + "[]]").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Ceremony.read(many, "ceremony"))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5069"));
  }

  @Test
  void whatABadDiskLeftOfAQuestionHoldsNothingUp() throws Exception {
    Path kept = world.pending().resolveSibling(PublishingWorld.PRODUCT + ".ceremonies");
    Files.writeString(kept.resolve("root.json"), "{\"schemaVersion\":1,\"ki");

    assertThat(new Refresh(world.publication(), world.clock).now(world.lease)).isTrue();
    CeremonyDesk desk = world.publication().ceremonies();
    assertThat(desk.current(RoleName.ROOT)).isEmpty();
    assertThat(desk.of(RoleName.ROOT, world.lease).act())
        .isEqualTo(MetadataAct.renew(RoleName.ROOT));
  }

  private static Map<String, Object> signed(Map<String, Object> file) {
    return RepositorySimulator.object(file, "signed");
  }

  private static void digest(Map<String, Object> file) {
    file.put("digest", ContentDigest.of(CanonicalJson.bytes(signed(file))).hex());
  }

  @SuppressWarnings("unchecked") // JSON lists hold what they hold.
  private static Map<String, Object> signatory(Map<String, Object> file) {
    return ((List<Map<String, Object>>) Objects.requireNonNull(file.get("signatories"))).get(0);
  }

  private static void twice(Map<String, Object> file) {
    List<?> once = (List<?>) Objects.requireNonNull(file.get("signatures"));
    file.put("signatures", Stream.concat(once.stream(), once.stream()).toList());
  }
}

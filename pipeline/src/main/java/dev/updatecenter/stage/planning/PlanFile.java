package dev.updatecenter.stage.planning;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as {@code plan --out} writes it: {@code schemas/plan.schema.json}. Only what stands under
 * {@code bound} counts, by its digest; {@code outlook} is what people looked at, and {@code source}
 * where release.yaml lay.
 */
public final class PlanFile {
  /** The most bytes a plan has. */
  public static final int MAX_BYTES = 8 << 20;

  private static final String KIND = "Plan";
  private static final int MAJOR = 1;
  private static final Set<String> WORDS = Set.of(ReleasePlan.WORD, FlightPlan.WORD);

  private final ContentDigest digest;
  private final Map<String, Object> bound;
  private final Optional<String> source;

  private PlanFile(ContentDigest digest, Map<String, Object> bound, Optional<String> source) {
    this.digest = digest;
    this.bound = bound;
    this.source = source;
  }

  /**
   * The document, as a value for {@code Json}: what {@code plan} prints and what it writes.
   *
   * @param outlook what would change for whom; any members
   * @param source release.yaml, as seen from the folder of the file; empty for a flight
   */
  public static Map<String, Object> document(
      BoundPlan plan, Map<String, ?> outlook, Optional<String> source) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schemaVersion", MAJOR);
    document.put("kind", KIND);
    document.put("digest", plan.digest().hex());
    document.put("bound", plan.bound());
    document.put("outlook", outlook);
    source.ifPresent(s -> document.put("source", s));
    return document;
  }

  /** What {@link #document} gives, as the bytes of a file. */
  public static byte[] bytes(BoundPlan plan, Map<String, ?> outlook, Optional<String> source) {
    String text = Json.pretty(document(plan, outlook, source)) + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a document that somebody named says that it is a plan, and not a release.yaml. */
  public static boolean isPlan(byte[] content) {
    try {
      return Json.read(content, "plan").text("kind").equals(Optional.of(KIND));
    } catch (MalformedDocumentException isNoJson) {
      return false;
    }
  }

  /**
   * Reads a plan and holds its digest against what it binds.
   *
   * @param content at most {@link #MAX_BYTES}
   * @param file its name in messages
   * @throws UpdateCenterException UC4114, exit 2, for what is no plan; UC4115, exit 11, for one
   *     whose digest is not that of what it binds
   */
  public static PlanFile read(byte[] content, String file) {
    try {
      Fields document = Fields.document(content, file, KIND, MAJOR);
      Fields bound = document.object("bound");
      if (!WORDS.contains(bound.text("plan"))) {
        throw bound.refuse("plan", "is neither of " + WORDS);
      }
      Map<String, Object> plain = plain(bound.node());
      ContentDigest digest = document.value("digest", ContentDigest::ofHex);
      if (!digest(bound, plain).equals(digest)) {
        throw altered(file, digest);
      }
      return new PlanFile(digest, plain, document.optional("source", String::valueOf));
    } catch (MalformedDocumentException e) {
      throw UpdateCenterException.error("UC4114", ExitCode.USAGE, "this is no plan")
          .where(e.finding().where())
          .why(String.valueOf(e.getMessage()))
          .fix("write it again with 'ducctl plan … --out FILE'")
          .state("nothing was changed")
          .build();
    }
  }

  /**
   * What canonical JSON binds, as plain values.
   *
   * @return empty where it cannot be read, or its digest is another
   */
  public static Optional<Map<String, Object>> bound(byte[] canonical, ContentDigest digest) {
    try {
      Fields bound = Fields.of(Json.read(canonical, "plan"));
      Map<String, Object> plain = plain(bound.node());
      return digest(bound, plain).equals(digest) ? Optional.of(plain) : Optional.empty();
    } catch (MalformedDocumentException e) {
      return Optional.empty();
    }
  }

  private static ContentDigest digest(Fields bound, Map<String, Object> plain)
      throws MalformedDocumentException {
    try {
      return BoundPlan.digestOf(plain);
    } catch (IllegalArgumentException e) {
      throw bound.refuse("plan", String.valueOf(e.getMessage()));
    }
  }

  /** A member that is null says nothing, and a plan never has one. */
  private static Map<String, Object> plain(Node bound) {
    Map<String, Object> plain = new LinkedHashMap<>();
    bound
        .entries()
        .forEach(
            (key, value) -> Optional.ofNullable(value.toPlain()).ifPresent(v -> plain.put(key, v)));
    return plain;
  }

  private static UpdateCenterException altered(String file, ContentDigest digest) {
    return UpdateCenterException.error(
            "UC4115", ExitCode.UNTRUSTED, "this plan is not what its digest says")
        .where(file)
        .why("its digest is " + digest + ", and what it binds has another")
        .fix("take the file as 'ducctl plan … --out FILE' wrote it, or write it again")
        .state("nothing was changed")
        .build();
  }

  /** The digest, and that of what is bound. */
  public ContentDigest digest() {
    return digest;
  }

  /** What is bound, as plain values. */
  public Map<String, Object> bound() {
    return Map.copyOf(bound);
  }

  /** {@code release} or {@code flight}. */
  public String word() {
    return String.valueOf(bound.get("plan"));
  }

  /** Where release.yaml lay, as seen from the folder of the file. */
  public Optional<String> source() {
    return source;
  }
}

package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.kernel.document.Yaml;
import dev.updatecenter.stage.submission.ReleaseManifest.HaltOnErrors;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads release.yaml: syntax, schema, then types. */
public final class ReleaseDocument {
  /** The code of a value that has the right form and no sense. */
  static final String BAD_VALUE = "UC1004";

  private static final Duration DEFAULT_SILENT_AFTER = Duration.ofHours(24);

  private ReleaseDocument() {}

  /**
   * What came of reading.
   *
   * @param manifest the release; empty when a finding is an error
   * @param findings all that is wrong, with line and column
   */
  public record Parsed(Optional<ReleaseManifest> manifest, List<Finding> findings) {
    /** Copies. */
    public Parsed {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a document.
   *
   * @param file its name, as the user gave it
   */
  public static Parsed read(byte[] content, String file) {
    try {
      Node document = Yaml.read(content, file);
      List<Finding> findings = SchemaCheck.check("release", document);
      return findings.isEmpty() ? typed(document) : new Parsed(Optional.empty(), findings);
    } catch (MalformedDocumentException e) {
      return new Parsed(Optional.empty(), List.of(e.finding()));
    }
  }

  private static Parsed typed(Node document) {
    List<Finding> bad = new ArrayList<>();
    try {
      ReleaseManifest manifest = manifest(document, bad);
      if (bad.isEmpty()) {
        return new Parsed(Optional.of(manifest), List.of());
      }
    } catch (BadValueException e) {
      bad.add(e.finding());
    }
    return new Parsed(Optional.empty(), bad);
  }

  /** Gathers what is wrong in lists, so that one run tells it all. */
  private static ReleaseManifest manifest(Node doc, List<Finding> bad) throws BadValueException {
    Values metadata = new Values(doc.get("metadata").orElseThrow());
    Values root = new Values(doc);
    return new ReleaseManifest(
        doc.position(),
        metadata.required("product", ProductName::new),
        metadata.required("version", PackageVersion::parse),
        root.text("notes").orElse(""),
        payload(doc.get("payload").orElseThrow()),
        requires(doc),
        doc.at("validation", "failOn")
            .flatMap(Node::text)
            .map(ReleaseDocument::severity)
            .orElse(Severity.ERROR),
        each(doc.at("validation", "waivers"), bad, ReleaseDocument::waiver),
        rings(doc, bad),
        root.optional("silentAfter", Amounts::duration).orElse(DEFAULT_SILENT_AFTER),
        haltOnErrors(doc),
        ringPlaces(doc),
        identity(doc));
  }

  private static Severity severity(String name) {
    return Severity.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Payload payload(Node payload) throws BadValueException {
    Optional<Node> os = payload.get("os");
    Optional<Payload.OsTarget> target = Optional.empty();
    if (os.isPresent()) {
      Optional<Node> packages = os.get().get("packages");
      if (packages.isPresent()) {
        // Passing over them would publish a release without what it names.
        throw new BadValueException(
            packages.get().position(),
            "packages of the OS are not published yet; name source: windows-update");
      }
      target =
          Optional.of(
              new Payload.OsTarget(
                  new Values(os.get()).required("version", PackageVersion::parse),
                  os.get().text("source").orElse("windows-update").equals("windows-update")));
    }
    return new Payload(
        payload.get("ocp").map(ReleaseDocument::input),
        target,
        inputs(payload, "drivers"),
        inputs(payload, "apps"),
        inputs(payload, "provisioning"),
        payload.get("files").map(Node::elements).orElse(List.of()).stream()
            .map(
                f ->
                    new Payload.PlacedFile(
                        input(f.get("source").orElseThrow()), f.text("destination").orElseThrow()))
            .toList());
  }

  private static List<Payload.Input> inputs(Node payload, String key) {
    return payload.get(key).map(Node::elements).orElse(List.of()).stream()
        .map(ReleaseDocument::input)
        .toList();
  }

  private static Payload.Input input(Node node) {
    return new Payload.Input(node.text().orElseThrow(), node.position());
  }

  private static Requirements requires(Node doc) throws BadValueException {
    Optional<Node> requires = doc.get("requires");
    if (requires.isEmpty()) {
      return Requirements.NONE;
    }
    Values values = new Values(requires.get());
    return new Requirements(
        values.optional("os", ReleaseDocument::floor),
        values.optional("ocp", ReleaseDocument::floor));
  }

  private static PackageVersion floor(String text) {
    if (!text.startsWith(">=")) {
      throw new IllegalArgumentException("a floor is written '>=a.b.c.d': " + text);
    }
    return PackageVersion.parse(text.substring(2).strip());
  }

  /** Reads one element of a list. */
  private interface ElementReader<T> {
    T read(Node element) throws BadValueException;
  }

  private static <T> List<T> each(Optional<Node> list, List<Finding> bad, ElementReader<T> reader) {
    List<T> all = new ArrayList<>();
    for (Node element : list.map(Node::elements).orElse(List.of())) {
      try {
        all.add(reader.read(element));
      } catch (BadValueException e) {
        bad.add(e.finding());
      }
    }
    return all;
  }

  private static WaiverRequest waiver(Node waiver) throws BadValueException {
    return new WaiverRequest(
        waiver.text("rule").orElseThrow(),
        waiver.text("path"),
        waiver.text("reason").orElseThrow(),
        waiver.text("by").orElseThrow(),
        new Values(waiver).required("until", LocalDate::parse),
        waiver.position());
  }

  private static List<RingSettings> rings(Node doc, List<Finding> bad) {
    Set<String> seen = new HashSet<>();
    return each(
        doc.get("rings"),
        bad,
        ring -> {
          Node name = ring.get("ring").orElseThrow();
          if (!seen.add(name.text().orElse(""))) {
            throw new BadValueException(
                name.position(), "ring " + name.text().orElse("") + " stands here twice");
          }
          return RingSection.read(new Values(ring));
        });
  }

  private static Map<String, SourcePosition> ringPlaces(Node doc) {
    Map<String, SourcePosition> places = new HashMap<>();
    for (Node ring : doc.get("rings").map(Node::elements).orElse(List.of())) {
      Node name = ring.get("ring").orElseThrow();
      name.text().ifPresent(text -> places.putIfAbsent(text, name.position()));
    }
    return places;
  }

  private static Optional<HaltOnErrors> haltOnErrors(Node doc) {
    return doc.get("haltOnErrors")
        .map(
            h ->
                new HaltOnErrors(
                    h.get("codes").orElseThrow().elements().stream()
                        .map(c -> c.text().orElseThrow())
                        .toList(),
                    h.integer("devices").orElse(1L).intValue()));
  }

  /** Editing rings, waivers or notes makes another plan revision, not another submission. */
  private static ContentDigest identity(Node doc) {
    Map<String, Object> covered = new TreeMap<>();
    for (String key : List.of("metadata", "payload", "requires")) {
      doc.get(key).ifPresent(n -> covered.put(key, Objects.requireNonNull(n.toPlain())));
    }
    return ContentDigest.of(CanonicalJson.bytes(covered));
  }
}

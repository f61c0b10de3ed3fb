package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.kernel.document.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads policy.yaml: syntax, schema, then types. */
public final class PolicyDocument {
  private PolicyDocument() {}

  /**
   * What came of reading.
   *
   * @param policy the policy; empty when a finding is an error
   * @param product the product it names; empty likewise
   * @param findings all that is wrong, with line and column
   */
  public record Parsed(Optional<Policy> policy, Optional<String> product, List<Finding> findings) {
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
      List<Finding> findings = new ArrayList<>(SchemaCheck.check("policy", document));
      if (findings.isEmpty()) {
        findings.addAll(sameNames(document));
        findings.addAll(PeopleSection.findings(document));
      }
      Optional<Policy> policy =
          findings.isEmpty()
              ? Optional.of(policy(document, ContentDigest.of(content), findings))
              : Optional.empty();
      return findings.isEmpty()
          ? new Parsed(policy, document.at("metadata", "product").flatMap(Node::text), List.of())
          : new Parsed(Optional.empty(), Optional.empty(), findings);
    } catch (MalformedDocumentException e) {
      return new Parsed(Optional.empty(), Optional.empty(), List.of(e.finding()));
    }
  }

  /** Of two certificates under one name only the last would count, and nobody would be told. */
  private static List<Finding> sameNames(Node doc) {
    List<Finding> findings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node submitter : list(doc, "submitters")) {
      String name = submitter.text("name").orElseThrow();
      if (!names.add(name)) {
        findings.add(
            Finding.error("UC1004", name, "submitter '" + name + "' stands here twice")
                .at(submitter.position())
                .because("each name stands for one certificate")
                .fixedBy("give each certificate a name of its own"));
      }
    }
    return findings;
  }

  private static Policy policy(Node doc, ContentDigest digest, List<Finding> bad) {
    Map<String, ContentDigest> submitters = new LinkedHashMap<>();
    for (Node submitter : list(doc, "submitters")) {
      submitters.put(
          submitter.text("name").orElseThrow(),
          ContentDigest.ofHex(submitter.text("certificate").orElseThrow()));
    }
    Map<String, Set<String>> waivable = new HashMap<>();
    for (Node waiver : list(doc, "waivers")) {
      for (Node code : list(waiver, "codes")) {
        Set<String> who =
            waivable.computeIfAbsent(code.text().orElseThrow(), unused -> new HashSet<>());
        list(waiver, "who").forEach(w -> who.add(w.text().orElseThrow()));
      }
    }
    Policy.Profile profile =
        Policy.Profile.valueOf(doc.text("profile").orElseThrow().toUpperCase(Locale.ROOT));
    return new Policy(
        profile,
        digest,
        submitters,
        PeopleSection.read(doc),
        waivable,
        doc.at("signing", "approvals").flatMap(Node::integer).orElse(0L).intValue(),
        flights(doc, profile, bad));
  }

  private static FlightPolicy flights(Node doc, Policy.Profile profile, List<Finding> bad) {
    boolean skipRing =
        doc.text("skipRing")
            .map(Boolean::parseBoolean)
            .orElse(FlightPolicy.standard(profile).skipRing());
    return new FlightPolicy(skipRing, LeastSection.read(doc, bad), CalendarSection.read(doc, bad));
  }

  private static List<Node> list(Node node, String key) {
    return node.get(key).map(Node::elements).orElse(List.of());
  }
}

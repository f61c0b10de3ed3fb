package dev.updatecenter.kernel.document;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A breach of a schema in plain words.
 *
 * @param message what is wrong
 * @param why which purpose it fails; may be empty
 * @param fix how to mend it; may be empty
 */
record BreachSentence(String message, String why, String fix) {
  private static final String UNASKED =
      "The program acts on what stands here without asking again.";

  static BreachSentence of(Error error, Node node, String path) {
    SchemaRule rule = SchemaRule.of(error);
    String here = path.isEmpty() ? "the document" : Plain.shown(path);
    JsonNode limit = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> missing(error, rule, here);
      case "type" -> wrongType(limit, rule, node, here);
      case "enum" -> notOneOf(words(limit), node, here);
      case "const" -> notOneOf(List.of(limit.asString()), node, here);
      case "pattern" -> wrongForm(rule, node, here);
      case "not" -> message(rule, here + " " + rule.title().orElse("does not belong here"));
      case "propertyNames" -> message(rule, badName(error, rule, here));
      default -> message(rule, beyondLimit(error.getKeyword(), limit, here, error.getMessage()));
    };
  }

  private static BreachSentence missing(Error error, SchemaRule rule, String here) {
    String key = Objects.requireNonNull(error.getProperty());
    return new BreachSentence(
        "'" + key + "' is missing in " + here, rule.descriptionOf(key), "Add '" + key + ":'.");
  }

  private static BreachSentence wrongType(
      JsonNode wanted, SchemaRule rule, Node node, String here) {
    List<String> types = words(wanted);
    String asked =
        rule.title().orElse(String.join(" or ", types.stream().map(Plain::type).toList()));
    boolean unquoted =
        types.contains("string")
            && node instanceof Node.Scalar scalar
            && (scalar.value() instanceof Number || scalar.value() instanceof Boolean);
    return new BreachSentence(
        here + " is " + kind(rule, node) + ", but " + asked + " is wanted",
        unquoted ? "Without quotes YAML reads it as something else than text." : UNASKED,
        unquoted ? "Put the value in quotes." : "Write " + asked + ".");
  }

  private static String kind(SchemaRule rule, Node node) {
    return rule.keptSecret() && node instanceof Node.Scalar ? "no text" : Plain.kind(node);
  }

  private static BreachSentence notOneOf(List<String> allowed, Node node, String here) {
    String found = node.text().map(Plain::shown).orElse(Plain.kind(node));
    String guess =
        NearestWord.to(found, allowed)
            .filter(n -> allowed.size() > 1 && !isNumber(node))
            .map(n -> "; did you mean '" + n + "'?")
            .orElse("");
    String wanted =
        allowed.size() == 1 ? "'" + allowed.get(0) + "'" : "one of " + String.join(", ", allowed);
    return new BreachSentence(
        here + " is '" + found + "'" + guess,
        "Only " + wanted + " is understood here.",
        "Write " + wanted + ".");
  }

  /** Numbers that look alike mean nothing alike. */
  private static boolean isNumber(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() instanceof Number;
  }

  private static BreachSentence wrongForm(SchemaRule rule, Node node, String here) {
    String found = node.text().map(text -> ": '" + Plain.shown(text) + "'").orElse("");
    return message(
        rule,
        here
            + (rule.keptSecret() ? "" : found)
            + " is not "
            + rule.title().orElse("of the form " + rule.siblings("pattern").asString()));
  }

  private static String badName(Error error, SchemaRule rule, String here) {
    return "the key '"
        + Plain.shown(Objects.requireNonNull(error.getProperty()))
        + "' in "
        + here
        + " is not "
        + rule.siblings("propertyNames").path("title").asString("of the form asked for");
  }

  private static String beyondLimit(String keyword, JsonNode limit, String here, String jargon) {
    String n = limit.asString();
    return switch (keyword) {
      case "minimum" -> here + " is less than " + n;
      case "maximum" -> here + " is more than " + n;
      case "exclusiveMinimum" -> here + " has to be more than " + n;
      case "minLength" -> here + (n.equals("1") ? " is empty" : " is shorter than " + n);
      case "maxLength" -> here + " is longer than " + n + " characters";
      case "minItems", "minProperties" -> here + " needs at least " + n + count(n);
      case "maxItems", "maxProperties" -> here + " has more than " + n + count(n);
      case "uniqueItems" -> here + " lists the same thing twice";
      case "false" -> here + " does not belong here";
      default -> here + " " + jargon;
    };
  }

  private static String count(String n) {
    return n.equals("1") ? " entry" : " entries";
  }

  private static List<String> words(JsonNode node) {
    List<String> words = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(w -> words.add(w.asString()));
    } else {
      words.add(node.asString());
    }
    return words;
  }

  private static BreachSentence message(SchemaRule rule, String message) {
    return new BreachSentence(
        message, UNASKED, rule.description().map(d -> "What belongs here: " + d).orElse(""));
  }
}

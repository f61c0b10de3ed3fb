package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads {@code limits.cabinet}. A variable is held against the same schema as the key that it
 * stands for.
 */
final class CabinetLimitsReader {
  private static final String VARIABLE = "UPDATECENTER_LIMITS_CABINET_";
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB");
  private static final int UNIT_LENGTH = 3;

  private final Optional<Node> document;
  private final Function<String, Optional<String>> variable;
  private final Consumer<List<Finding>> refuse;

  /**
   * Reads from a document that was found valid, and from variables that were not yet looked at.
   *
   * @param variable the value of a variable, by its whole name
   * @param refuse is told what is wrong with a variable; never of nothing
   */
  CabinetLimitsReader(
      Optional<Node> document,
      Function<String, Optional<String>> variable,
      Consumer<List<Finding>> refuse) {
    this.document = document;
    this.variable = variable;
    this.refuse = refuse;
  }

  CabinetLimits read() {
    CabinetLimits usual = CabinetLimits.DEFAULT;
    return new CabinetLimits(
        number("RATIO", "ratio").orElse(usual.ratio()),
        size("RATIO_FROM", "ratioFrom").orElse(usual.ratioFrom()),
        size("TOTAL", "total").orElse(usual.totalBytes()),
        number("NESTING", "nesting").orElse(usual.nesting()));
  }

  private Optional<Integer> number(String name, String key) {
    return value(name, key).flatMap(Node::integer).map(Math::toIntExact);
  }

  private Optional<Long> size(String name, String key) {
    return value(name, key).flatMap(Node::text).map(CabinetLimitsReader::bytes);
  }

  private static long bytes(String size) {
    int unit = size.length() - UNIT_LENGTH;
    int power = 10 * (1 + UNITS.indexOf(size.substring(unit)));
    return Long.parseLong(size.substring(0, unit)) << power;
  }

  private Optional<Node> value(String name, String key) {
    return variable
        .apply(VARIABLE + name)
        .map(text -> checked(VARIABLE + name, key, text.strip()))
        .or(() -> document.flatMap(d -> d.at("limits", "cabinet", key)));
  }

  private Node checked(String name, String key, String text) {
    SourcePosition at = new SourcePosition(name, 0, 0);
    Object plain = text.matches("\\d{1,18}") ? (Object) Long.valueOf(text) : text;
    Node value = new Node.Scalar(plain, at);
    Map<String, Node> whole = new LinkedHashMap<>();
    whole.put("apiVersion", new Node.Scalar("updatecenter/v1", at));
    whole.put("kind", new Node.Scalar("Configuration", at));
    whole.put("limits", within("cabinet", within(key, value)));
    List<Finding> findings = SchemaCheck.check("configuration", mapping(whole, at));
    if (!findings.isEmpty()) {
      refuse.accept(findings);
    }
    return value;
  }

  private static Node within(String key, Node value) {
    return mapping(Map.of(key, value), value.position());
  }

  private static Node mapping(Map<String, Node> entries, SourcePosition at) {
    return new Node.Mapping(entries, Map.of(), at);
  }
}

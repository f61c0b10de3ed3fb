package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code people} of a policy.yaml that its schema found in order. */
final class PeopleSection {
  private PeopleSection() {}

  static List<Person> read(Node policy) {
    return people(policy).stream().map(PeopleSection::person).toList();
  }

  private static Person person(Node node) {
    return new Person(
        name(node),
        list(node, "keys").stream()
            .map(k -> ContentDigest.ofHex(k.text().orElseThrow()))
            .collect(Collectors.toSet()),
        list(node, "roles").stream()
            .map(r -> Person.Role.parse(r.text().orElseThrow()))
            .collect(Collectors.toSet()));
  }

  /** Two who are one, or one key for two: nobody could say who acted. */
  static List<Finding> findings(Node policy) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Map<String, String> owners = new HashMap<>();
    for (Node person : people(policy)) {
      String name = name(person);
      if (names.put(name.toLowerCase(Locale.ROOT), name) != null) {
        findings.add(
            Finding.error("UC1004", name, "'" + name + "' stands here twice")
                .at(person.position())
                .because("each name stands for one person, in capitals or not")
                .fixedBy("list all keys and roles of a person in one place"));
      }
      for (Node key : list(person, "keys")) {
        String owner = owners.putIfAbsent(key.text().orElseThrow(), name);
        if (owner != null && !owner.equals(name)) {
          findings.add(shared(name, owner, key));
        }
      }
    }
    return findings;
  }

  private static Finding shared(String name, String owner, Node key) {
    return Finding.error("UC1130", name, name + " and " + owner + " have one key")
        .at(key.position())
        .because("an act's identity is the key that signs it: this one says nobody's name")
        .fixedBy("give each their own, made by 'ducctl keys generate --as " + name + "'");
  }

  private static String name(Node person) {
    return person.text("name").orElseThrow();
  }

  private static List<Node> people(Node policy) {
    return list(policy, "people");
  }

  private static List<Node> list(Node node, String key) {
    return node.get(key).map(Node::elements).orElse(List.of());
  }
}

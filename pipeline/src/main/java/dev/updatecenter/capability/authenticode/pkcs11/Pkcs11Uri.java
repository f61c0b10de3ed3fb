package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The address of a key in a token (RFC 7512). What is absent matches anything; what matches has to
 * be one token and one key in it.
 *
 * @param module the PKCS #11 library
 * @param attributes what the token says of itself: token (its label), serial, manufacturer, model
 * @param slot the slot that the token is in
 * @param object the key's label
 * @param id the key's CKA_ID as lower-case hex digits
 * @param pinSource a file with the PIN
 */
public record Pkcs11Uri(
    Path module,
    Map<String, String> attributes,
    OptionalLong slot,
    Optional<String> object,
    Optional<String> id,
    Optional<Path> pinSource) {
  /** How such addresses begin. */
  public static final String SCHEME = "pkcs11";

  private static final Set<String> OF_TOKEN = Set.of("token", "serial", "manufacturer", "model");
  private static final Set<String> NAMES_TOKEN = Set.of("token", "serial", "slot-id");
  private static final Set<String> OF_PATH =
      Set.of("token", "serial", "manufacturer", "model", "slot-id", "object", "id", "type");
  private static final Set<String> OF_QUERY =
      Set.of("module-path", "module-name", "pin-source", "pin-value");

  /** Copies. */
  public Pkcs11Uri {
    attributes = Map.copyOf(attributes);
  }

  /**
   * Reads an address.
   *
   * @param key the configuration's name for it, for messages; its value is not repeated there
   * @param folder what paths in it are relative to
   * @throws UpdateCenterException UC1100, exit 2, when it is none; UC1102 when it holds a PIN
   */
  public static Pkcs11Uri parse(String text, String key, Path folder) {
    Pkcs11Attributes parts = new Pkcs11Attributes(text, key, OF_PATH, OF_QUERY);
    if (parts.query("pin-value").isPresent()) {
      throw parts.holdsPin();
    }
    if (parts.path("type").filter(t -> !t.equals("private")).isPresent()) {
      throw parts.refused("its type is not 'private'", "leave 'type' out: a private key is meant");
    }
    if (Collections.disjoint(parts.path().keySet(), NAMES_TOKEN)) {
      throw parts.refused("it names no token", "add token=LABEL, serial=… or slot-id=…");
    }
    Map<String, String> ofToken = new TreeMap<>(parts.path());
    ofToken.keySet().retainAll(OF_TOKEN);
    return new Pkcs11Uri(
        module(parts, folder),
        ofToken,
        slot(parts),
        parts.path("object"),
        parts.pathHex("id"),
        parts.query("pin-source").map(source -> pinFile(source, parts, folder)));
  }

  private static Path module(Pkcs11Attributes parts, Path folder) {
    Optional<String> path = parts.query("module-path");
    Optional<String> name = parts.query("module-name");
    if (path.isPresent() == name.isPresent()) {
      throw parts.refused(
          "it names " + (path.isPresent() ? "two modules" : "no module"),
          "end it with ?module-path=/path/of/the/module.so (or module-name=softhsm2)");
    }
    return path.map(p -> parts.file(p, folder)).orElseGet(() -> ModuleFolders.find(name.get()));
  }

  private static OptionalLong slot(Pkcs11Attributes parts) {
    Optional<String> slot = parts.path("slot-id");
    if (slot.filter(s -> !s.matches("\\d{1,18}")).isPresent()) {
      throw parts.refused(
          "its slot-id is no number", "give the number as the token's tool lists it");
    }
    return slot.map(s -> OptionalLong.of(Long.parseLong(s))).orElse(OptionalLong.empty());
  }

  /** RFC 7512 2.4 also knows commands: what a configuration names is read here, never run. */
  private static Path pinFile(String source, Pkcs11Attributes parts, Path folder) {
    if (source.startsWith("|") || (source.contains(":") && !source.startsWith("file:"))) {
      throw parts.refused("its pin-source is no file", "write pin-source=file:/path/of/the/file");
    }
    return parts.file(source.startsWith("file:") ? source.substring(5) : source, folder);
  }

  boolean matches(TokenInfo token) {
    return attributes.getOrDefault("token", token.label()).equals(token.label())
        && attributes.getOrDefault("serial", token.serial()).equals(token.serial())
        && attributes
            .getOrDefault("manufacturer", token.manufacturer())
            .equals(token.manufacturer())
        && attributes.getOrDefault("model", token.model()).equals(token.model())
        && slot.orElse(token.slot()) == token.slot();
  }

  /** The key as a person reads it: its label, its id, or that it is the only one. */
  public String key() {
    return object
        .map(o -> "'" + o + "'")
        .or(() -> id.map(i -> "with id " + i))
        .orElse("of the token");
  }

  /** The address again, without where the module and the PIN are. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(SCHEME + ":");
    new TreeMap<>(attributes).forEach((k, v) -> append(text, k, v));
    slot.ifPresent(s -> append(text, "slot-id", String.valueOf(s)));
    object.ifPresent(o -> append(text, "object", o));
    id.ifPresent(i -> append(text, "id", i));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(text.length() > SCHEME.length() + 1 ? ";" : "").append(name).append('=');
    text.append(value);
  }
}

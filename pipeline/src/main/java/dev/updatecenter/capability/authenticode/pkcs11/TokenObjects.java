package dev.updatecenter.capability.authenticode.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a token that an address, or another object, names. */
final class TokenObjects {
  private final Cryptoki module;
  private final long session;

  TokenObjects(Cryptoki module, long session) {
    this.module = module;
    this.session = session;
  }

  /**
   * An object.
   *
   * @param id CKA_ID in hex; empty where it has none
   */
  record TokenObject(long handle, String label, String id) {
    String shown() {
      return "'" + label + "'" + (id.isEmpty() ? "" : " (id " + id + ")");
    }
  }

  /** Those of a class, whatever their names. */
  List<TokenObject> all(long objectClass) throws CryptokiException {
    return find(objectClass, Optional.empty(), Optional.empty());
  }

  /** Those of a class that have this label and this id, as far as they are given. */
  List<TokenObject> find(long objectClass, Optional<String> label, Optional<String> id)
      throws CryptokiException {
    Map<Attribute, Object> wanted = new EnumMap<>(Attribute.class);
    wanted.put(Attribute.CKA_CLASS, objectClass);
    label.ifPresent(l -> wanted.put(Attribute.CKA_LABEL, l.getBytes(StandardCharsets.UTF_8)));
    id.ifPresent(i -> wanted.put(Attribute.CKA_ID, HexFormat.of().parseHex(i)));
    List<TokenObject> found = new ArrayList<>();
    for (long handle : module.find(session, wanted)) {
      found.add(
          new TokenObject(
              handle,
              text(handle, Attribute.CKA_LABEL),
              HexFormat.of().formatHex(bytes(handle, Attribute.CKA_ID).orElse(new byte[0]))));
    }
    return found;
  }

  /** Those of a class that belong to an object: by its id, and where it has none by its label. */
  List<TokenObject> belonging(long objectClass, TokenObject to) throws CryptokiException {
    return to.id().isEmpty()
        ? find(objectClass, Optional.of(to.label()), Optional.empty())
        : find(objectClass, Optional.empty(), Optional.of(to.id()));
  }

  Optional<byte[]> bytes(long handle, Attribute attribute) {
    return module.attribute(session, handle, attribute).map(v -> v instanceof byte[] b ? b : null);
  }

  long number(long handle, Attribute attribute) {
    return module
        .attribute(session, handle, attribute)
        .map(v -> v instanceof Long n ? n : null)
        .orElse(-1L);
  }

  boolean isTrue(long handle, Attribute attribute) {
    return module.attribute(session, handle, attribute).filter(Boolean.TRUE::equals).isPresent();
  }

  private String text(long handle, Attribute attribute) {
    String raw =
        module
            .attribute(session, handle, attribute)
            .map(v -> v instanceof char[] c ? new String(c) : "")
            .orElse("");
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{C}", "?");
  }
}

package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of a PKCS #11 address: name to decoded bytes (RFC 7512 2.3). */
final class Pkcs11Attributes {
  private static final String PREFIX = Pkcs11Uri.SCHEME + ":";

  private final String key;
  private final Map<String, byte[]> path;
  private final Map<String, byte[]> query;

  Pkcs11Attributes(String text, String key, Set<String> ofPath, Set<String> ofQuery) {
    this.key = key;
    String body = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    int end = body.indexOf('?');
    this.path = split(end < 0 ? body : body.substring(0, end), ";", ofPath);
    this.query = split(end < 0 ? "" : body.substring(end + 1), "&", ofQuery);
  }

  private Map<String, byte[]> split(String text, String separator, Set<String> known) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return parts;
    }
    for (String part : text.split(separator, -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw refused("it has a part that is none of " + new java.util.TreeSet<>(known), "mend it");
      }
      // RFC 7512 2.3: no attribute comes twice.
      if (parts.put(name, decoded(part.substring(equals + 1))) != null) {
        throw refused("'" + name + "' stands in it twice", "leave one of them out");
      }
    }
    return parts;
  }

  private byte[] decoded(String value) {
    byte[] raw = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        out.put(raw[i]);
      } else if (i + 2 < raw.length
          && HexFormat.isHexDigit(raw[i + 1])
          && HexFormat.isHexDigit(raw[i + 2])) {
        out.put((byte) (HexFormat.fromHexDigit(raw[++i]) << 4 | HexFormat.fromHexDigit(raw[++i])));
      } else {
        throw refused("a % in it is not followed by two hex digits", "write a % itself as %25");
      }
    }
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private Optional<String> text(Map<String, byte[]> parts, String name) {
    byte[] bytes = parts.get(name);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw refused(
          "its '" + name + "' is not UTF-8", "write the label as the token's tool shows it");
    }
  }

  /** The attributes of the token and the object that are text; an id is bytes. */
  Map<String, String> path() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : path.keySet()) {
      if (!name.equals("id")) {
        path(name).ifPresent(value -> all.put(name, value));
      }
    }
    return all;
  }

  Optional<String> path(String name) {
    return text(path, name);
  }

  Optional<String> pathHex(String name) {
    return Optional.ofNullable(path.get(name)).map(HexFormat.of()::formatHex);
  }

  Optional<String> query(String name) {
    return text(query, name);
  }

  Path file(String value, Path folder) {
    try {
      return folder.resolve(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw refused("it names a file that cannot be", "write the path of a file");
    }
  }

  UpdateCenterException holdsPin() {
    return UpdateCenterException.error(
            "UC1102", ExitCode.USAGE, "the address in '" + key + "' holds a PIN")
        .where(key)
        .why("a configuration is copied, mailed and committed; a PIN in it is no secret any more")
        .fix(
            "remove pin-value and change the PIN; give it by pin-source=file:…, keys.passwordFile,"
                + " UPDATECENTER_KEYS_PASSWORD or the prompt")
        .state("nothing was changed, no PIN was tried")
        .build();
  }

  UpdateCenterException refused(String why, String fix) {
    return UpdateCenterException.error(
            "UC1100", ExitCode.USAGE, "the value of '" + key + "' is no address of a key")
        .where(key)
        .why(why)
        .fix(fix + "; such as pkcs11:token=LABEL;object=KEY?module-path=/usr/lib/module.so")
        .state("nothing was changed")
        .build();
  }
}

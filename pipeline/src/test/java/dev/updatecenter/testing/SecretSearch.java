package dev.updatecenter.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks for known secrets in whatever a program wrote, in every spelling that a log, a document or
 * a database could give them: as bytes, in UTF-8 and UTF-16, in hex, decimal and Base64, there also
 * broken into lines and at any place of a longer text. Of a key the secret numbers are looked for,
 * not its encoding, whose beginning is the same for all keys.
 */
public final class SecretSearch {
  private static final int PREFIX = 4;
  private static final int RAW = 16;
  private static final int BASE64 = 20;

  /** One way to write a secret. */
  private static final class Spelling {
    final String name;
    final byte[] bytes;

    Spelling(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }
  }

  private final Map<Integer, List<Spelling>> byPrefix = new HashMap<>();

  /** A password or PIN; long enough not to occur by chance. */
  public SecretSearch text(String name, String secret) {
    if (secret.length() < 8) {
      throw new IllegalArgumentException("too short to be told from chance");
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    spell(name, secret);
    encoded(name, bytes, (bytes.length / 3) * 4 - 4);
    return this;
  }

  /** A private key. */
  public SecretSearch key(String name, PrivateKey key) {
    if (key instanceof RSAPrivateCrtKey rsa) {
      number(name + " d", rsa.getPrivateExponent());
      number(name + " p", rsa.getPrimeP());
      number(name + " q", rsa.getPrimeQ());
      number(name + " dP", rsa.getPrimeExponentP());
      number(name + " dQ", rsa.getPrimeExponentQ());
      number(name + " qInv", rsa.getCrtCoefficient());
    } else if (key instanceof ECPrivateKey ec) {
      number(name + " s", ec.getS());
    } else {
      throw new IllegalArgumentException("a key that shows no secret: " + key.getClass());
    }
    return this;
  }

  private void number(String name, BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] plain = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    add(name + " raw", Arrays.copyOf(plain, RAW));
    add(name + " raw", Arrays.copyOfRange(plain, plain.length - RAW, plain.length));
    spell(name + " decimal", number.toString());
    encoded(name, plain, BASE64);
  }

  private void encoded(String name, byte[] bytes, int window) {
    String hex = HexFormat.of().formatHex(bytes);
    String start = hex.substring(0, Math.min(hex.length(), 32));
    spell(name + " hex", start);
    spell(name + " hex", start.toUpperCase(Locale.ROOT));
    spell(name + " hex", HexFormat.ofDelimiter(":").formatHex(bytes, 0, Math.min(8, bytes.length)));
    for (int skip = 0; skip < 3; skip++) {
      // Whole groups only: what stands around it does not reach into them.
      int whole = (bytes.length - skip) / 3 * 3;
      String text =
          Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, skip, skip + whole));
      for (int at = 0; at + window <= text.length(); at += 4) {
        spell(name + " Base64", text.substring(at, at + window));
        spell(
            name + " Base64", text.substring(at, at + window).replace('+', '-').replace('/', '_'));
      }
    }
  }

  private void spell(String name, String text) {
    add(name, text.getBytes(StandardCharsets.UTF_8));
    byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);
    // Without its last byte it is within UTF-16BE, too.
    add(name + " in UTF-16", Arrays.copyOf(wide, wide.length - 1));
  }

  private void add(String name, byte[] bytes) {
    byPrefix
        .computeIfAbsent(prefix(bytes, 0), key -> new ArrayList<>())
        .add(new Spelling(name, bytes));
  }

  private static int prefix(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  /** The secrets in a text. */
  public List<String> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The secrets in some bytes, by name and spelling. */
  public List<String> in(byte[] content) {
    TreeSet<String> found = new TreeSet<>();
    for (int at = 0; at + PREFIX <= content.length; at++) {
      List<Spelling> candidates = byPrefix.get(prefix(content, at));
      if (candidates != null) {
        for (Spelling each : candidates) {
          int end = at + each.bytes.length;
          if (end <= content.length
              && Arrays.equals(content, at, end, each.bytes, 0, each.bytes.length)) {
            found.add(each.name);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** The secrets in the files of a folder, each with its file; a file's path counts as content. */
  public List<String> in(Path folder, Predicate<Path> searched) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(searched).toList()) {
        in(Files.readAllBytes(file)).forEach(secret -> found.add(file + ": " + secret));
        in(file.toString()).forEach(secret -> found.add(file + ": " + secret));
      }
    }
    return found;
  }
}

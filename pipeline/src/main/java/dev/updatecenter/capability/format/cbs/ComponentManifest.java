package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A component manifest ({@code *.manifest}): the files of one component, mostly each with its
 * digest. The security catalog of a package lists such manifests, and they vouch for the rest.
 *
 * @param files assembly/file, in order
 */
public record ComponentManifest(List<ComponentFile> files) {
  /** Larger ones are not read. */
  public static final int LARGEST = 2 << 20;

  private static final String SUFFIX = ".manifest";
  private static final byte[] COMPRESSED = {'D', 'C', 'M', 1};
  private static final String IDENTITY = "urn:schemas-microsoft-com:HashTransforms.Identity";
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final int SHA256_BYTES = 32;

  /** Copies. */
  public ComponentManifest {
    files = List.copyOf(files);
  }

  /** Whether an entry of a package is called like one. */
  public static boolean isNamed(String entry) {
    return EntryNames.key(entry).endsWith(SUFFIX);
  }

  /** The folder that holds a component's files, as in {@link EntryNames#key}. */
  public static String folder(String entry) {
    String key = EntryNames.key(entry);
    return key.substring(0, key.length() - SUFFIX.length()) + "/";
  }

  /** Whether Windows stored it compressed as a difference, which is not undone here. */
  public static boolean isCompressed(byte[] content) {
    return content.length >= COMPRESSED.length
        && Arrays.equals(content, 0, COMPRESSED.length, COMPRESSED, 0, COMPRESSED.length);
  }

  /** Reads a manifest; what is none, or no manifest of a component, lists nothing. */
  public static ComponentManifest parse(byte[] xml, String name) {
    try {
      XmlElement root = Xml.read(xml, name);
      if (!root.name().equals("assembly") || !isV3(root)) {
        return new ComponentManifest(List.of());
      }
      return new ComponentManifest(
          root.children("file")
              .filter(ComponentManifest::isV3)
              .filter(f -> f.attribute("name").filter(Predicate.not(String::isBlank)).isPresent())
              .map(ComponentManifest::file)
              .toList());
    } catch (MalformedDocumentException e) {
      return new ComponentManifest(List.of());
    }
  }

  private static boolean isV3(XmlElement element) {
    return element.namespace().equals(UpdateMum.NAMESPACE);
  }

  private static ComponentFile file(XmlElement file) {
    Optional<String> digest = file.child("hash").flatMap(ComponentManifest::signed);
    return new ComponentFile(
        file.attribute("name").orElse(""),
        file.attribute("sourceName").orElse(""),
        digest.or(() -> plain(file)));
  }

  /** XML Signature 4.3.3: hash/Transforms, hash/DigestMethod, hash/DigestValue. */
  private static Optional<String> signed(XmlElement hash) {
    boolean whole = hash.descendants("Transform").allMatch(t -> is(t, IDENTITY));
    boolean sha256 = // Microsoft's own ...xmldsig#sha256, or XML Encryption 5.8.2
        hash.child("DigestMethod")
            .flatMap(m -> m.attribute("Algorithm"))
            .filter(a -> a.endsWith("#sha256"))
            .isPresent();
    return whole && sha256
        ? hash.child("DigestValue").flatMap(v -> base64(v.text()))
        : Optional.empty();
  }

  /** Side-by-side assemblies: file/@hash in hexadecimal, file/@hashalg. */
  private static Optional<String> plain(XmlElement file) {
    String algorithm = file.attribute("hashalg").orElse("").replace("-", "");
    return algorithm.equalsIgnoreCase("SHA256")
        ? file.attribute("hash")
            .filter(h -> HEX.matcher(h).matches())
            .map(h -> h.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static boolean is(XmlElement transform, String algorithm) {
    return transform.attribute("Algorithm").filter(algorithm::equals).isPresent();
  }

  private static Optional<String> base64(String text) {
    try {
      byte[] raw = Base64.getMimeDecoder().decode(text);
      return raw.length == SHA256_BYTES
          ? Optional.of(HexFormat.of().formatHex(raw))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package dev.updatecenter.capability.format.appx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * A distinguished name as parts that can be compared: what Windows takes a manifest's Publisher and
 * a certificate's subject for. Two are equal if they have the same parts in the same order, each of
 * the same attributes with the same text; the spelling of an attribute's type (keyword, {@code
 * OID.x}), quotes, spaces around values and the string type of the encoding (PrintableString,
 * UTF8String) do not count, while case and spaces inside a value do.
 *
 * <p>Windows spells a subject the other way round than it is encoded (CertNameToStr with
 * CERT_NAME_STR_REVERSE_FLAG, RFC 4514 2.1): the last encoded part comes first here too.
 *
 * @param parts relative distinguished names as spelled, each with at least one attribute
 */
public record PublisherName(List<Set<Attribute>> parts) {
  /** Copies. */
  public PublisherName {
    parts = parts.stream().map(Set::copyOf).toList();
  }

  /**
   * An attribute of a part.
   *
   * @param type its object identifier, dotted
   * @param value its text; {@code #} and hexadecimal digits of the encoding where it is none
   */
  public record Attribute(String type, String value) {}

  /**
   * Parses a Publisher: as the manifest schema wants it, else as RFC 4514 or RFC 1779 have it.
   *
   * @throws IllegalArgumentException if it is no distinguished name at all
   */
  public static PublisherName parse(String publisher) {
    return PublisherSpelling.parse(publisher)
        .orElseGet(() -> of(new X500Principal(publisher, PublisherSpelling.OIDS)));
  }

  /** The name of a certificate's subject. */
  public static PublisherName of(X500Principal subject) {
    List<Set<Attribute>> parts = new ArrayList<>();
    // X.501 9.2: RDNSequence ::= SEQUENCE OF SET OF SEQUENCE { type, value }.
    for (ByteBuffer rdn : DerValues.inside(ByteBuffer.wrap(subject.getEncoded()))) {
      Set<Attribute> part = new HashSet<>();
      for (ByteBuffer typeAndValue : DerValues.inside(rdn)) {
        List<ByteBuffer> both = DerValues.inside(typeAndValue);
        part.add(new Attribute(DerValues.oid(both.get(0)), DerValues.text(both.get(1))));
      }
      parts.add(part);
    }
    Collections.reverse(parts);
    return new PublisherName(parts);
  }

  /** Whether the schema of app manifests takes a Publisher in this spelling. */
  public static boolean isSpelledForWindows(String publisher) {
    return PublisherSpelling.parse(publisher).isPresent();
  }

  /** The same name the other way round: the commonest mistake. */
  public PublisherName reversed() {
    List<Set<Attribute>> turned = new ArrayList<>(parts);
    Collections.reverse(turned);
    return new PublisherName(turned);
  }

  /** As an app manifest has to spell it. */
  public String spell() {
    return parts.stream()
        .map(
            part ->
                part.stream()
                    .map(PublisherSpelling::spell)
                    .sorted()
                    .collect(Collectors.joining(" + ")))
        .collect(Collectors.joining(", "));
  }
}

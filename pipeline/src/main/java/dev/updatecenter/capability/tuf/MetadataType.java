package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A type of metadata: its {@code _type} and how its fields are read.
 *
 * @param wireName the {@code _type}
 * @param reader reads the fields that only this type has
 */
record MetadataType<T extends Metadata>(String wireName, Reader<T> reader) {
  static final MetadataType<Root> ROOT = new MetadataType<>("root", Root::parse);
  static final MetadataType<Timestamp> TIMESTAMP =
      new MetadataType<>("timestamp", Timestamp::parse);
  static final MetadataType<Snapshot> SNAPSHOT = new MetadataType<>("snapshot", Snapshot::parse);
  static final MetadataType<Targets> TARGETS = new MetadataType<>("targets", Targets::parse);

  private static final String SPEC_VERSION = "1.0.34";
  private static final Pattern UNDERSTOOD = Pattern.compile("1\\.[0-9]{1,9}(\\.[0-9]{1,9})?");

  /** Reads the fields of one type. */
  interface Reader<T> {
    T read(MetadataFields fields) throws MalformedMetadataException;
  }

  T read(MetadataFields fields) throws TufVerificationException {
    String type = fields.text("_type");
    if (!type.equals(wireName)) {
      throw new WrongTypeException(fields.file(), wireName, type);
    }
    String spec = fields.text("spec_version");
    // TUF 4.3: another major version may mean other rules.
    if (!UNDERSTOOD.matcher(spec).matches()) {
      throw new SpecVersionException(fields.file(), spec);
    }
    return reader.read(fields);
  }

  /** The fields that every type has. */
  static Map<String, Object> common(String type, Metadata metadata) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("_type", type);
    plain.put("spec_version", SPEC_VERSION);
    plain.put("version", metadata.version().value());
    // Readers of others want no fractions; Instant prints none for whole seconds.
    plain.put("expires", metadata.expires().toString());
    return plain;
  }

  /** An expiry that can be written; fractions are cut. */
  static Instant wholeSeconds(Instant expires) {
    return expires.truncatedTo(ChronoUnit.SECONDS);
  }
}

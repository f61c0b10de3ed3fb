package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one file of the OEM says about a device model. What the file does not say is not in it.
 *
 * @param file its name, as the user gave it
 * @param fields the SMBIOS fields that it declares
 * @param facts the other facts that it declares
 * @param findings what is wrong with the file itself
 */
public record DeclaredIdentity(
    String file,
    Map<SmbiosField, Located> fields,
    Map<Fact, Located> facts,
    List<Finding> findings) {
  /** Copies, in the order of the fields. */
  public DeclaredIdentity {
    Map<SmbiosField, Located> fieldsCopy = new EnumMap<>(SmbiosField.class);
    fieldsCopy.putAll(fields);
    fields = Collections.unmodifiableMap(fieldsCopy);
    Map<Fact, Located> factsCopy = new EnumMap<>(Fact.class);
    factsCopy.putAll(facts);
    facts = Collections.unmodifiableMap(factsCopy);
    findings = List.copyOf(findings);
  }

  /** A file that says nothing, but has something wrong. */
  static DeclaredIdentity unreadable(String file, Finding finding) {
    return new DeclaredIdentity(file, Map.of(), Map.of(), List.of(finding));
  }

  /** A field's value, if the file declares it. */
  public Optional<Located> field(SmbiosField field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** A fact's value, if the file says it. */
  public Optional<Located> fact(Fact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  /** What such files tell besides the SMBIOS fields. */
  public enum Fact {
    /** The product's name in the workspace. */
    PRODUCT,
    /** The architecture, as the kit spells it. */
    ARCHITECTURE,
    /** The board support package. */
    BSP,
    /** The version of Windows in the image. */
    OS_VERSION,
    /** The version of the OEM custom package in the image. */
    OCP_VERSION;

    /** The fact in words, for messages. */
    String words() {
      return switch (this) {
        case PRODUCT -> "product's name";
        case ARCHITECTURE -> "architecture";
        case BSP -> "board support package";
        case OS_VERSION -> "version of Windows";
        case OCP_VERSION -> "version of the OEM custom package";
      };
    }
  }
}

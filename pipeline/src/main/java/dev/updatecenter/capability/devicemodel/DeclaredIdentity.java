package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
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

  /** False for a file with something wrong of which nothing could be taken. */
  boolean saysAnything() {
    return findings.isEmpty() || !fields.isEmpty() || !facts.isEmpty();
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

    /** What the value is called in product.yaml and in JSON. */
    String wireName() {
      return switch (this) {
        case PRODUCT -> "name";
        case ARCHITECTURE -> "arch";
        case BSP -> "bsp";
        case OS_VERSION -> "baseline.os";
        case OCP_VERSION -> "baseline.ocp";
      };
    }

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

    /** Whether a value has the form that such a fact has. */
    boolean isWellFormed(String value) {
      try {
        return switch (this) {
          case PRODUCT, BSP -> !value.isBlank();
          case ARCHITECTURE -> Architecture.parse(value).wireName().length() > 0;
          case OS_VERSION, OCP_VERSION -> PackageVersion.parse(value).major() >= 0;
        };
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /** What a value without that form is not, for messages. */
    String notThat() {
      return switch (this) {
        case PRODUCT, BSP -> "no name";
        case ARCHITECTURE -> "none of arm, arm64, x86 and x64";
        case OS_VERSION, OCP_VERSION -> "not a four-part version, each part at most 65535";
      };
    }
  }
}

package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A product.yaml: the device model that it describes, what it declares, what is wrong with it. */
public final class ProductDocument {
  /** The version of the document's form. */
  public static final String API_VERSION = "updatecenter/v1";

  /** What the document calls itself. */
  public static final String KIND = "Product";

  private final Optional<DeviceModel> model;
  private final DeclaredIdentity declared;

  private ProductDocument(Optional<DeviceModel> model, DeclaredIdentity declared) {
    this.model = model;
    this.declared = declared;
  }

  /** Reads a document; what is wrong with it is among the findings. */
  public static ProductDocument read(byte[] yaml, String file) {
    try {
      ProductReader reader = new ProductReader(Yaml.read(yaml, file), file);
      Optional<DeviceModel> model = reader.model();
      return new ProductDocument(model, reader.declared());
    } catch (MalformedDocumentException e) {
      return new ProductDocument(
          Optional.empty(), new DeclaredIdentity(file, Map.of(), Map.of(), List.of(e.finding())));
    }
  }

  /** The model; empty exactly when a finding is an error. */
  public Optional<DeviceModel> model() {
    return model;
  }

  /** What it says about the device, with positions. */
  public DeclaredIdentity declared() {
    return declared;
  }

  /** What is wrong, in the order of the document. */
  public List<Finding> findings() {
    return declared.findings();
  }

  /** Writes a model as a document, which {@link #read} reads back equal. */
  public static String write(DeviceModel model) {
    return ProductYaml.of(model);
  }
}

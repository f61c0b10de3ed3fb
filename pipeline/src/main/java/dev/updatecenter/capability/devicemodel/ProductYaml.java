package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.RingName;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes product.yaml in one fixed layout: the same model gives the same bytes. */
final class ProductYaml {
  private ProductYaml() {}

  static String of(DeviceModel model) {
    StringBuilder out = new StringBuilder();
    line(out, "apiVersion: " + ProductDocument.API_VERSION);
    line(out, "kind: " + ProductDocument.KIND);
    line(out, "metadata: { name: " + quoted(model.product().value()) + " }");
    line(out, "deviceModel:");
    line(out, "  arch: " + model.arch().wireName());
    line(out, "  edition: " + model.edition().wireName());
    line(out, "  servicing: " + model.servicing().wireName());
    line(out, "  codeIntegrity: { roots: " + roots(model) + " }");
    line(
        out,
        "  baseline: { os: "
            + quoted(model.baselineOs().toString())
            + ", ocp: "
            + quoted(model.baselineOcp().toString())
            + " }");
    line(out, "  smbios:");
    for (SmbiosField field : SmbiosField.values()) {
      if (!model.smbios().get(field).isEmpty()) {
        line(out, "    " + field.wireName() + ": " + quoted(model.smbios().get(field)));
      }
    }
    line(out, "  match: HardwareID-" + model.match());
    line(out, "rings: " + rings(model));
    return out.toString();
  }

  private static String roots(DeviceModel model) {
    return model.codeIntegrityRoots().stream()
        .map(ContentDigest::hex)
        .map(ProductYaml::quoted)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String rings(DeviceModel model) {
    return model.rings().stream()
        .map(RingName::value)
        .map(ProductYaml::quoted)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }

  /** A double-quoted scalar (YAML 1.1 5.6), so that no value is ever taken for a number. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}

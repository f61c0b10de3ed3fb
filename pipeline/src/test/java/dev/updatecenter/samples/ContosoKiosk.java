package dev.updatecenter.samples;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the parts of samples/contoso-kiosk lie. */
record ContosoKiosk(Path root) {
  static final String PRODUCT = "ContosoKiosk";
  static final String VERSION = "10.0.2.0";

  /** The one in this checkout. */
  static ContosoKiosk ofCheckout() {
    Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
    return new ContosoKiosk(module.resolve("../samples/contoso-kiosk").normalize());
  }

  Path product(String file) {
    return root.resolve("Source-arm/Products").resolve(PRODUCT).resolve(file);
  }

  Path smbiosCfg() {
    return root.resolve("Source-arm/BSP/ContosoBSP/Packages/ContosoBSP.SMBIOS/SMBIOS.CFG");
  }

  Path ocp(String version) {
    return root.resolve("Build/arm/%s/retail/%s".formatted(PRODUCT, version))
        .resolve("%s_OCP_%s.cab".formatted(PRODUCT, version));
  }

  Path smbiosTable() {
    return root.resolve("device/smbios.bin");
  }

  Path app(String file) {
    return root.resolve("apps").resolve(file);
  }

  Path trust(String file) {
    return root.resolve("trust").resolve(file);
  }

  /** The roots that updatecenter.yaml names. */
  TrustAnchors anchors() throws IOException {
    return TrustAnchors.load(
        List.of(trust("submitter-root.pem")),
        List.of(trust("submitter-timestamp-root.pem")),
        List.of());
  }
}

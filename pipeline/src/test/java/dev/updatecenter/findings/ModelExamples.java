package dev.updatecenter.findings;

import static dev.updatecenter.testing.KitWorkspace.CFG;
import static dev.updatecenter.testing.KitWorkspace.MODEL;
import static dev.updatecenter.testing.KitWorkspace.OCP;
import static dev.updatecenter.testing.KitWorkspace.PRODUCT;
import static dev.updatecenter.testing.KitWorkspace.SETTINGS;

import dev.updatecenter.testing.KitWorkspace;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Workspaces as OEMs have them: what an import says of each. */
final class ModelExamples {
  private static final String MATCH = "HardwareID-3";
  private static final KitWorkspace GOOD = KitWorkspace.kiosk();
  private static final KitWorkspace WRITTEN = KitWorkspace.written();
  private static final String OTHER_BUILD = OCP.replace("10.0.2.0", "10.0.3.0");

  private ModelExamples() {}

  static List<FindingExample> all() {
    return Stream.of(kit(), product(), workspace(), together()).flatMap(List::stream).toList();
  }

  /** The kit's XML. */
  private static List<FindingExample> kit() {
    return List.of(
        of("UC2023", GOOD.replace(MODEL, "BaseboardProduct=", "Board=")),
        of("UC2024", GOOD.replace(MODEL, "10.0.17763.1577", "10.0.17763")),
        of("UC2025", GOOD.without(MODEL)));
  }

  /** product.yaml. */
  private static List<FindingExample> product() {
    return List.of(
        of("UC2026", WRITTEN.replace(PRODUCT, "family: Line", "family: [Line]"), WRITTEN),
        of("UC2027", WRITTEN.replace(PRODUCT, "GeneralAvailability", "Preview"), WRITTEN),
        of("UC2030", WRITTEN.replace(PRODUCT, "  servicing: ltsc\n", ""), WRITTEN),
        of("UC2031", WRITTEN.replace(PRODUCT, "ltsc", "ltsb"), WRITTEN),
        of("UC2032", WRITTEN.replace(PRODUCT, MATCH, "HardwareID-14"), WRITTEN),
        of("UC2033", WRITTEN.replace(PRODUCT, "    family: Line\n", ""), WRITTEN),
        of("UC2034", WRITTEN.replace(PRODUCT, "edition:", "editoin:"), WRITTEN));
  }

  /** What lies where in a workspace. */
  private static List<FindingExample> workspace() {
    return List.of(
        of("UC2040", GOOD.without(CFG)),
        of("UC2041", GOOD.replace(SETTINGS, "<BSP>CK<", "<BSP>CK2<")),
        of("UC2042", GOOD.without(OCP).with(OCP.replace("retail", "Test"), "")),
        of("UC2043", GOOD.with("Source-arm/Products/Notes/notes.txt", "")),
        of("UC2044", GOOD.with("Source-mips/Products/Kiosk/notes.txt", "")),
        of("UC2045", GOOD.with(OTHER_BUILD.replace("Kiosk_OCP", "Copy_of_Kiosk_OCP"), "")),
        of(
            "UC2046",
            GOOD.with("release.yaml", release("10.0.1.0")),
            GOOD.with("release.yaml", release("10.0.2.0"))),
        of("UC2047", WRITTEN.with(SETTINGS.replace("arm", "x64"), WRITTEN.text(SETTINGS)), WRITTEN),
        of(
            "UC2048",
            GOOD.replace(SETTINGS, "<BSP>CK</BSP>", "").with(CFG.replace("CK", "Other"), ""),
            GOOD.with(CFG.replace("CK", "Other"), "")),
        of("UC2049", named("Ki\u0001osk"), named("Ki osk")));
  }

  /** Documents, and products, held against one another. */
  private static List<FindingExample> together() {
    return List.of(
        of("UC2204", GOOD.replace(CFG, "CK-BB-02", "QCDB410C")),
        of(
            "UC2205",
            WRITTEN.replace(PRODUCT, MATCH, "HardwareID-9").and("Panel", panel()),
            WRITTEN.and("Panel", panel())),
        of("UC2206", GOOD.replace(SETTINGS, "<Arch>arm<", "<Arch>x64<")),
        of("UC2207", GOOD.replace(SETTINGS, "<Name>Kiosk<", "<Name>Panel<")));
  }

  /** Another product of the same maker, name and board: only the SKU tells them apart. */
  private static String panel() {
    return KitWorkspace.model("Contoso", "Kiosk", "CK-02", "CK-BB-02");
  }

  private static String release(String version) {
    return """
        apiVersion: updatecenter/v1
        kind: Release
        metadata: { product: Kiosk, version: "%s" }
        payload: { ocp: %s }
        rings: [ { ring: Preview, gate: { all: enrolled, soak: 12h } } ]
        """
        .formatted(version, OCP);
  }

  /** A product whose folders have a name that only Windows would refuse. */
  private static KitWorkspace named(String name) {
    String folder = "Source-arm/Products/" + name + "/";
    String version = "/retail/10.0.2.0/";
    return new KitWorkspace(
        Map.of(
            "IoTWorkspace.xml",
            "<IoTWorkspace/>",
            folder + "product.yaml",
            KitWorkspace.product("Kiosk", "CK-01"),
            folder + "policy.yaml",
            KitWorkspace.policy("Kiosk"),
            "Build/arm/" + name + version + name + "_OCP_10.0.2.0.cab",
            ""));
  }

  private static FindingExample of(String code, KitWorkspace failing) {
    return of(code, failing, GOOD);
  }

  private static FindingExample of(String code, KitWorkspace failing, KitWorkspace passing) {
    return new FindingExample(code, ModelJudges::imports, failing::write, passing::write);
  }
}

package dev.updatecenter.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.OcpFolder;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** OEM custom packages and their composition databases. */
final class CompDbExamples {
  private static final String A = "Contoso.A.cab";
  private static final String HASH = ContentDigest.of(new byte[] {1}).base64();
  private static final String ID = "ID=\"Contoso.A\"";
  private static final String PATH = "Path=\"Contoso.A.cab\"";

  private CompDbExamples() {}

  static List<FindingExample> all() {
    return List.of(
        database("UC3050", db -> db.replace("</CompDB>", "")),
        database("UC3051", db -> db.replace("2004/10", "2005/10")),
        database("UC3052", db -> db.replace("BuildArch=\"arm\"", "BuildArch=\"mips\"")),
        database("UC3053", db -> db.replace("<Payload>", "<Payload><PayloadItem />")),
        database("UC3054", db -> db.replace("ID=\"Contoso.B\"", ID)),
        submitted("UC3055", db -> ""),
        inspected("UC3056", ocp -> ocp.without(A)),
        inspected("UC3057", ocp -> ocp.with("Contoso.C.cab", new byte[9])),
        database("UC3058", db -> db.replaceFirst("PayloadHash=\"[^\"]*", "PayloadHash=\"" + HASH)),
        database("UC3059", db -> db.replaceFirst("PayloadSize=\"", "PayloadSize=\"1")),
        inspected("UC3060", ocp -> ocp.without(A).with("x\\" + A, new byte[9])),
        database("UC3061", db -> db.replace(PATH, "Path=\"..\\Contoso.A.cab\"")),
        database("UC3062", db -> db.replace(PATH, "Path=\"C:\\jane\\Contoso.A.cab\"")),
        submitted("UC3063", db -> db.replace(ID, "ID=\"Contoso.Else\"")),
        submitted("UC3064", db -> db.replace(ID + " Version=\"10", ID + " Version=\"9")),
        submitted("UC3065", db -> db.replaceFirst("628844477771337a", "31bf3856ad364e35")),
        database("UC3066", db -> db.replaceFirst("\"Canonical\"", "\"Diff\"")),
        new FindingExample(
            "UC3067",
            ReleaseExample.judge(),
            folder -> member(folder, "Production", "Test"),
            folder -> member(folder, "Test", "Test")));
  }

  private static FindingExample database(String code, UnaryOperator<String> spoil) {
    return inspected(code, ocp -> ocp.database(spoil));
  }

  private static FindingExample inspected(String code, UnaryOperator<OcpFolder> spoil) {
    return of(code, Judges.inspect(ReleaseExample.OCP), spoil);
  }

  private static FindingExample submitted(String code, UnaryOperator<String> spoil) {
    return of(code, ReleaseExample.judge(), ocp -> ocp.database(spoil));
  }

  private static FindingExample of(
      String code, FindingExample.Judge judge, UnaryOperator<OcpFolder> spoil) {
    return new FindingExample(
        code, judge, folder -> spoil.apply(sound(folder)).pack(), folder -> sound(folder).pack());
  }

  private static OcpFolder sound(Path folder) throws IOException {
    return new OcpFolder(ReleaseExample.ofOcp(folder), "Contoso.A", "Contoso.B");
  }

  /** A package of one release type in an OEM custom package of another. */
  private static void member(Path folder, String whole, String part) throws IOException {
    ReleaseFolder releases = ReleaseExample.ofOcp(folder);
    OcpFolder ocp = new OcpFolder(releases, "Contoso.A");
    Map<String, byte[]> files = Map.of("a.sys", "a".getBytes(UTF_8));
    byte[] mum =
        CbsPackages.manifest("Contoso.A", ReleaseFolder.VERSION, "arm", new TreeMap<>(files));
    Path cab = releases.folder().resolve(A);
    CbsPackages.write(cab, new String(mum, UTF_8).replace("Production", part), files);
    String hash = ContentDigest.of(cab).base64();
    long size = Files.size(cab);
    ocp.with(A, Files.readAllBytes(cab))
        .database(
            db ->
                db.replace("\"Production\"", "\"" + whole + "\"")
                    .replaceFirst("PayloadHash=\"[^\"]*", "PayloadHash=\"" + hash)
                    .replaceFirst("PayloadSize=\"[^\"]*", "PayloadSize=\"" + size))
        .pack();
  }
}

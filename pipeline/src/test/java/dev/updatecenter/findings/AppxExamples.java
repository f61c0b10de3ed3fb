package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.inspect;

import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.RawZip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** App packages and bundles, sound and spoiled. */
final class AppxExamples {
  private static final String APP = "Kiosk.msix";
  private static final String LOGO = "Assets/Logo.png";

  private AppxExamples() {}

  static List<FindingExample> all() {
    return Stream.of(zip(), map(), manifest(), bundle()).flatMap(List::stream).toList();
  }

  private static List<FindingExample> zip() {
    byte[] sound = new AppxSample().bytes();
    byte[] zeros = new byte[20 << 20];
    return List.of(
        of("UC3110", () -> Arrays.copyOf(sound, sound.length + 100), () -> sound),
        app("UC3117", new AppxSample().part("zero.png", zeros).deflated()),
        of("UC3118", AppxExamples::tooLarge, () -> sound),
        app("UC3119", new AppxSample().zip(z -> z.patchLocal(LOGO, 30, 'B'))),
        app("UC3121", new AppxSample().zip(z -> z.gap(new byte[100]))),
        app("UC3122", new AppxSample().zip(z -> z.stored("Assets/", new byte[0]))),
        app(
            "UC3123",
            new AppxSample().zip(z -> z.patchLocal(LOGO, 14, 1).patchCentral(LOGO, 16, 1))),
        app("UC3013", new AppxSample().zip(z -> z.stored("../Kiosk.exe", new byte[1]))),
        app("UC3016", new AppxSample().zip(z -> z.stored("BIN/kiosk.exe", new byte[1]))));
  }

  private static List<FindingExample> map() {
    return List.of(
        of(
            "UC3111",
            () -> new RawZip().stored("AppxManifest.xml", text("<Package/>")).bytes(),
            () -> new AppxSample().bytes()),
        app("UC3113", new AppxSample().map("Size=\"150000\"", "Size=\"15\"")),
        app("UC3114", new AppxSample().unlisted("more.exe", new byte[3])),
        app("UC3115", new AppxSample().map(AppxExamples::spoilt)),
        app("UC3116", new AppxSample().map("Size=\"150000\"", "Size=\"149999\"")),
        app("UC3120", new AppxSample().map("xmlenc#sha256", "xmldsig#sha1")),
        app("UC3124", new AppxSample().types("Extension=\"exe\"", "Extension=\"dll\"")),
        app("UC3128", new AppxSample().map("LfhSize=\"43\"", "LfhSize=\"71\"")),
        of(
            "UC3129",
            () ->
                new AppxSample()
                    .deflated()
                    .map(t -> t.replace("=\" Size=\"", "=\" Size=\"1"))
                    .bytes(),
            () -> new AppxSample().deflated().bytes()));
  }

  private static List<FindingExample> manifest() {
    byte[] program = executable(0x8664);
    return List.of(
        app("UC3112", new AppxSample().manifest("1.2.3.0", "1.2.3")),
        app("UC3125", new AppxSample().manifest("CN=Contoso TEST\"", "CN=Contoso TEST, ST=WA\"")),
        app("UC3126", new AppxSample().manifest("<DisplayName>Kiosk", "<DisplayName>")),
        app("UC3127", new AppxSample().manifest("MaxVersionTested", "MaxVersion")),
        of(
            "UC3187",
            () -> new AppxSample().part("bin/Kiosk.exe", program).bytes(),
            () -> new AppxSample().part("bin/Kiosk.exe", executable(0x01C4)).bytes()),
        app("UC3188", new AppxSample().manifest("1.2.3.0", "1.2.3.4")),
        app("UC3189", new AppxSample().manifest("bin\\Kiosk.exe", "Kiosk.exe")));
  }

  private static List<FindingExample> bundle() {
    return List.of(
        bundle("UC3180", new BundleSample().manifest("<Bundle", "<Bundel")),
        bundle("UC3181", new BundleSample().manifest("Name=\"Kiosk_x64", "Name=\"Kiosk_x86")),
        bundle("UC3182", new BundleSample().deflated()),
        bundle("UC3183", new BundleSample().manifest("Offset=\"44\"", "Offset=\"60\"")),
        bundle("UC3184", new BundleSample().manifest("\"x64\"", "\"arm64\"")),
        bundle("UC3185", new BundleSample().manifest("\"application\"", "\"resource\"")),
        bundle(
            "UC3186",
            new BundleSample().with("Kiosk_arm.msix", "arm", new BundleSample().bytes())));
  }

  /** A block map of more than 32 MiB. */
  private static byte[] tooLarge() {
    return new AppxSample().map(map -> map + " ".repeat(33 << 20)).bytes();
  }

  /** Another first digit of the first digest: another digest, and still one. */
  private static String spoilt(String map) {
    return map.replaceFirst("Hash=\"(.)", "Hash=\"/");
  }

  private static FindingExample app(String code, AppxSample failing) {
    return of(code, failing::bytes, () -> new AppxSample().bytes());
  }

  private static FindingExample bundle(String code, BundleSample failing) {
    return of(code, failing::bytes, () -> new BundleSample().bytes());
  }

  private static FindingExample of(String code, Supplier<byte[]> fail, Supplier<byte[]> pass) {
    return new FindingExample(
        code,
        inspect(APP),
        folder -> Files.write(folder.resolve(APP), fail.get()),
        folder -> Files.write(folder.resolve(APP), pass.get()));
  }

  /** The headers of a program for a machine (Microsoft, "PE Format"). */
  private static byte[] executable(int machine) {
    ByteBuffer b = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    b.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3C, 0x80).putInt(0x80, 0x4550);
    b.putShort(0x84, (short) machine).putShort(0x98, (short) 0x10B).putShort(0x98 + 68, (short) 2);
    return b.array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

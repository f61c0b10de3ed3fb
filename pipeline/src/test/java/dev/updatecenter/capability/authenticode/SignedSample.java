package dev.updatecenter.capability.authenticode;

import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.BundleSample;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CompoundSample;
import dev.updatecenter.testing.PeBuilder;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The smallest file of each format that can be signed. */
enum SignedSample {
  CAB("a.cab"),
  EXE("a.exe"),
  EXE32("a32.exe"),
  DLL("a.dll"),
  SYS("a.sys"),
  CAT("a.cat"),
  MSI("a.msi"),
  MSIX("a.msix"),
  APPX("a.appx"),
  BUNDLE("a.msixbundle");

  /** What the manifest says that {@link TestLab}'s release certificate is called. */
  static final String PUBLISHER =
      "CN=Contoso TEST release, O=Contoso TEST, L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private final String fileName;

  SignedSample(String fileName) {
    this.fileName = fileName;
  }

  /** The file without a signature. */
  Path unsigned(Path dir, String publisher) throws IOException {
    Path file = dir.resolve(fileName);
    return switch (this) {
      case CAB -> SignableSamples.cabinet(file, "some content");
      case EXE -> SignableSamples.executable(file);
      case EXE32 ->
          Files.write(file, PeBuilder.library(PeBuilder.X86).subsystem(3).padded(600).build());
      case DLL -> Files.write(file, PeBuilder.library(PeBuilder.AMD64).padded(600).build());
      case SYS -> Files.write(file, PeBuilder.driver(PeBuilder.AMD64).padded(600).build());
      case CAT -> Files.write(file, Catalogs.of(Map.of("a.txt", new byte[3])));
      case MSI -> Files.write(file, CompoundSample.nested().bytes());
      case MSIX, APPX -> Files.write(file, app(publisher).deflated().bytes());
      case BUNDLE ->
          Files.write(
              file,
              new BundleSample()
                  .with("Kiosk_arm.msix", "arm", app(publisher).deflated())
                  .with("Kiosk_x64.msix", "x64", app(publisher).deflated())
                  .manifest("\"CN=Contoso TEST\"", "\"" + publisher + "\"")
                  .bytes());
    };
  }

  private static AppxSample app(String publisher) {
    return new AppxSample().manifest("\"CN=Contoso TEST\"", "\"" + publisher + "\"");
  }

  /** The file, signed with the lab's release certificate and a timestamp. */
  Path signed(Path dir) throws IOException {
    Path file = unsigned(dir, PUBLISHER);
    TestLab.signer().sign(file, "Contoso TEST");
    return file;
  }

  /** Who is trusted for it. */
  static VerificationPolicy policy() {
    return VerificationPolicy.strict(TestLab.anchors());
  }
}

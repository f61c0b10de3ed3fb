package dev.updatecenter.samples;

import dev.updatecenter.app.lab.LabIdentity;
import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.app.lab.LabTimestampServer;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.capability.authenticode.timestamp.TimestampPool;
import dev.updatecenter.capability.packaging.OcpHeader;
import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes every binary of samples/contoso-kiosk, the certificates in trust/ and the submitter's
 * digest in policy.yaml. The keys are made for the run and thrown away with it; all but the
 * signatures is the same each time.
 */
public final class ContosoKioskRecipe {
  /** Another one than the lab's of a home, so that nobody confuses the two chains. */
  private static final String SUBMITTER = "Contoso Devices TEST";

  /** Set to {@code true}, the tests write the sample before they judge it. */
  private static final String WRITE = "updatecenter.samples.write";

  private static final Clock CLOCK = Clock.systemUTC();

  private final ContosoKiosk sample;
  private final SecureRandom random = new SecureRandom();

  ContosoKioskRecipe(ContosoKiosk sample) {
    this.sample = sample;
  }

  /** Writes into the folder given, else into the checkout that {@code basedir} lies in. */
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    ContosoKiosk sample =
        args.length == 0 ? ContosoKiosk.ofCheckout() : new ContosoKiosk(Path.of(args[0]));
    new ContosoKioskRecipe(sample).write();
  }

  /** The sample of this checkout; made anew, once in a JVM, where that is asked for. */
  static ContosoKiosk checkout() {
    return Checkout.SAMPLE;
  }

  void write() throws IOException, GeneralSecurityException {
    Path work = Files.createTempDirectory("contoso-kiosk");
    try {
      writeUnsigned();
      LabPki keys = LabPki.openOrCreate(work.resolve("keys"), SUBMITTER, CLOCK, random);
      Path good = emptied(sample.ocp(ContosoKiosk.VERSION));
      writeOcp(Files.createDirectory(work.resolve("good")), good);
      Path refused = emptied(sample.ocp(RefusedOcp.VERSION));
      new RefusedOcp(Files.createDirectory(work.resolve("refused"))).write(refused);
      sign(keys.submitter(), keys.timestamps(), good);
      // UC4102: whole, timestamped, EV and of the same house, but nobody registered it.
      sign(keys.release(), keys.timestamps(), refused);
      writeTrust(keys);
    } finally {
      delete(work);
    }
  }

  private void writeUnsigned() throws IOException {
    SmbiosTableBuilder table = SmbiosTableBuilder.contosoKiosk();
    Files.write(emptied(sample.smbiosTable()), table.dump(table.entryPoint32(2, 7)));
    KioskApp.write(
        emptied(sample.app("Kiosk.msix")), ContosoKiosk.VERSION, KioskApp.PUBLISHER, "arm");
    // UC3210, UC3212: by a name that signs nothing here, for a processor that no kiosk has.
    KioskApp.write(sample.app("Kiosk-refused.msix"), RefusedOcp.VERSION, "CN=Contoso Apps", "x64");
    // UC3214: no device installs a bare program.
    Files.write(sample.app("KioskSetup.exe"), ArmExecutable.program("Contoso kiosk setup"));
  }

  /** Packs what {@link KioskPackages} holds. */
  static void writeOcp(Path work, Path out) throws IOException {
    List<OcpMember> members = new ArrayList<>();
    for (CbsPackage each : KioskPackages.of(ContosoKiosk.VERSION)) {
      members.add(new OcpMember(each.fileName(), each.write(work)));
    }
    OcpHeader header =
        new OcpHeader(
            PackageVersion.parse(ContosoKiosk.VERSION),
            Architecture.ARM,
            PackageVersion.parse("10.0.17763.1577"),
            "Production",
            "Contoso.CK-BB-02");
    new OemCustomPackageWriter().write(header, members, out);
  }

  private void sign(LabIdentity who, LabIdentity timestamps, Path file) throws IOException {
    try (LabTimestampServer server = LabTimestampServer.start(timestamps, CLOCK, random)) {
      new JsignAuthenticodeSigner(
              SigningKey.ofFile(who.key(), who.chain()),
              TimestampPool.over(
                  List.of(TimestampAuthority.at(server.uri())),
                  new TrustAnchors(Set.of(), Set.of(timestamps.root()), List.of()),
                  CLOCK,
                  random,
                  Progress.NONE))
          .sign(file, String.valueOf(file.getFileName()));
    }
  }

  private void writeTrust(LabPki keys) throws IOException, GeneralSecurityException {
    LabIdentity submitter = keys.submitter();
    pem("submitter.pem", submitter.certificate());
    pem("submitter-root.pem", submitter.root());
    pem("submitter-timestamp-root.pem", keys.timestamps().root());
    Path policy = sample.product("policy.yaml");
    String digest = ContentDigest.of(submitter.certificate().getEncoded()).hex();
    Files.writeString(policy, Files.readString(policy).replaceAll("\\b[0-9a-f]{64}\\b", digest));
  }

  private void pem(String name, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    Files.writeString(
        emptied(sample.trust(name)),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n",
        StandardCharsets.US_ASCII);
  }

  /** The same path, in a folder that exists. */
  private static Path emptied(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static final class Checkout {
    static final ContosoKiosk SAMPLE = ContosoKiosk.ofCheckout();

    static {
      if (Boolean.getBoolean(WRITE)) {
        try {
          new ContosoKioskRecipe(SAMPLE).write();
        } catch (IOException | GeneralSecurityException e) {
          throw new IllegalStateException("the sample could not be written", e);
        }
      }
    }
  }
}

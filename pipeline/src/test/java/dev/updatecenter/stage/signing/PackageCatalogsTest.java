package dev.updatecenter.stage.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.PeBuilder;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TestLab;
import dev.updatecenter.testing.TouchDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decision 10: of a package only the catalog and the cabinet are signed. */
class PackageCatalogsTest {
  private static final int BIG = 1 << 24;

  private final SigningWorld world;
  private final CountingSigner signer = CountingSigner.of(TestLab.signer());
  private final Path folder;

  PackageCatalogsTest(@TempDir Path folder) {
    this.folder = folder;
    this.world = new SigningWorld(folder.resolve("world"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyMemberButTheCatalogIsWhatItWasAndWhereItWas() throws Exception {
    Path unsigned = cbs(Map.of());

    Path signed = sign(unsigned);

    try (Cabinet before = Cabinet.open(unsigned, CabinetLimits.DEFAULT);
        Cabinet after = Cabinet.open(signed, CabinetLimits.DEFAULT)) {
      assertThat(after.files()).hasSameSizeAs(before.files()).hasSizeGreaterThan(3);
      for (int i = 0; i < before.files().size(); i++) {
        CabinetFile was = before.files().get(i);
        CabinetFile is = after.files().get(i);
        assertThat(is.name()).isEqualTo(was.name());
        assertThat(is.dateTime()).isEqualTo(was.dateTime());
        assertThat(is.attributes()).isEqualTo(was.attributes());
        assertThat(is.folder()).isEqualTo(was.folder());
        boolean same = contentOf(after, is).equals(contentOf(before, was));
        assertThat(same).as(is.name()).isEqualTo(!is.name().equals("update.cat"));
      }
    }
  }

  @Test
  void signedCatalogIsOursAndOthersTakeIt() throws Exception {
    Path signed = sign(cbs(Map.of()));

    Path catalog = catalog(signed, "update.cat");
    SignatureVerdict verdict = world.read().verdict(catalog);
    assertThat(verdict.verdict()).isEqualTo(SignatureVerdict.Verdict.VALID);
    assertThat(OurSignature.isBy(verdict, ours())).isTrue();
    Path member = Files.write(folder.resolve("touch.sys"), driver());
    Programs.Result judged =
        Programs.run(
            Programs.require("osslsigncode"),
            "verify",
            "-catalog",
            catalog.toString(),
            "-CAfile",
            TestLab.pki().codeSigningRootPem().toString(),
            "-TSA-CAfile",
            TestLab.pki().timestampRootPem().toString(),
            member.toString());
    assertThat(judged.output()).contains("Signature verification: ok").doesNotContain("failed");
    Programs.Result read = Programs.run(Programs.require("cabextract"), "-t", signed.toString());
    assertThat(read.exit()).as(read.output()).isZero();
  }

  @Test
  void bothUsesOfTheKeyAreOnRecordAndNoneIsNeededAgain() throws Exception {
    Path unsigned = cbs(Map.of());

    Path first = sign(unsigned);
    Path again = sign(unsigned);

    assertThat(again).isEqualTo(first);
    assertThat(signer.count()).isEqualTo(2);
    assertThat(world.audited().stream().map(r -> r.facts().get("file")).filter(f -> f != null))
        .containsExactly("update.cat", "Contoso.Touch.cab");
  }

  @Test
  void catalogOfARegisteredPublisherGetsOurSignature() throws Exception {
    world.publishers = Set.of(Certificates.digest(TestLab.pki().submitter().chain().get(0)));

    Path signed = sign(cbs(Map.of("update.cat", signedCatalog(submitter()))));

    assertThat(OurSignature.isBy(world.read().verdict(catalog(signed, "update.cat")), ours()))
        .isTrue();
  }

  @Test
  void catalogOfAnyoneElseIsKeptByteForByte() throws Exception {
    byte[] theirs = signedCatalog(submitter());

    Path signed = sign(cbs(Map.of("update.cat", theirs)));

    assertThat(Files.readAllBytes(catalog(signed, "update.cat"))).isEqualTo(theirs);
    assertThat(signer.count()).isEqualTo(1);
  }

  @Test
  void catalogWithABrokenSignatureIsRefusedBeforeTheKeyIsUsed() throws Exception {
    byte[] broken = signedCatalog(submitter());
    broken[broken.length - 50] ^= 1;

    assertThatThrownBy(() -> sign(cbs(Map.of("update.cat", broken))))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC4206"));

    assertThat(signer.count()).isZero();
    assertThat(world.audited()).isEmpty();
  }

  @Test
  void driversCatalogsAreSignedToo() throws Exception {
    TouchDriver driver = TouchDriver.sound();
    byte[] catalog = Catalogs.of(Map.of("touch.sys", driver()));
    Path unsigned = driver.file("touch.cat", catalog).cabinet(folder.resolve("touch.cab"));

    Path signed = sign(unsigned);

    Path made = catalog(signed, "touch.cat");
    assertThat(world.read().verdict(made).verdict()).isEqualTo(SignatureVerdict.Verdict.VALID);
    assertThat(signer.count()).isEqualTo(2);
  }

  @Test
  void catalogThatIsOnlyContentOfAPackageIsLeftAlone() throws Exception {
    byte[] inside = Catalogs.of(Map.of("x", new byte[3]));

    Path signed = sign(cbs(Map.of("touch.cat", inside)));

    assertThat(Files.readAllBytes(catalog(signed, "touch.cat"))).isEqualTo(inside);
  }

  private Path sign(Path unsigned) throws IOException {
    FileSigner.Source source =
        new FileSigner.Source(
            unsigned, ContentDigest.of(unsigned), "Contoso.Touch.cab", "Contoso.Touch");
    return world.files(signer).sign(source, world.lease).file();
  }

  private Path cbs(Map<String, byte[]> more) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("touch.sys", driver());
    files.put("a.txt", "a text\n".repeat(9_000).getBytes(StandardCharsets.US_ASCII));
    files.put("z.txt", "another\n".repeat(9_000).getBytes(StandardCharsets.US_ASCII));
    files.putAll(more);
    String manifest =
        new String(
            CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "arm", new TreeMap<>(files)),
            StandardCharsets.UTF_8);
    return CbsPackages.write(folder.resolve("Contoso.Touch.cab"), manifest, files);
  }

  private byte[] signedCatalog(AuthenticodeSigner by) throws IOException {
    Path catalog = folder.resolve("theirs.cat");
    Files.write(catalog, Catalogs.of(Map.of("touch.sys", driver())));
    by.sign(catalog, "theirs");
    return Files.readAllBytes(catalog);
  }

  private static byte[] driver() {
    return PeBuilder.driver(PeBuilder.ARM).build();
  }

  private static AuthenticodeSigner submitter() {
    return new JsignAuthenticodeSigner(
        SigningKey.ofFile(TestLab.pki().submitter().key(), TestLab.pki().submitter().chain()),
        TestLab.timestamps());
  }

  private ContentDigest ours() {
    return Certificates.digest(signer.certificate());
  }

  private Path catalog(Path cabinet, String name) throws IOException {
    try (Cabinet open = Cabinet.open(cabinet, CabinetLimits.DEFAULT)) {
      return Files.write(folder.resolve("inner-" + name), open.read(name, BIG));
    }
  }

  private static ContentDigest contentOf(Cabinet cabinet, CabinetFile file) throws IOException {
    return ContentDigest.of(cabinet.read(file.name(), BIG));
  }
}

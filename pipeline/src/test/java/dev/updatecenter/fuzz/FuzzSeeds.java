package dev.updatecenter.fuzz;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CompoundSample;
import dev.updatecenter.testing.LzxCabinets;
import dev.updatecenter.testing.ProvisioningPackages;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.SmbiosTableBuilder;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Where a fuzzer begins: sound and small inputs by recipe, and the files below {@code
 * src/test/resources/fuzz/<target>}, among which every input that once brought a reader down stays.
 */
final class FuzzSeeds {
  private static final Path FILES = SourceFiles.MODULE.resolve("src/test/resources/fuzz");
  // MS-CAB: coffCabStart of the first CFFOLDER; csum of a CFDATA.
  private static final int FIRST_FOLDER = 36;
  private static final String PUBLISHER =
      "CN=Contoso TEST release, O=Contoso TEST, L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private FuzzSeeds() {}

  /** What a target begins with; at least one. */
  static List<byte[]> of(FuzzTarget target, Path folder) throws IOException {
    List<byte[]> seeds = new ArrayList<>(made(target, folder));
    Path files = FILES.resolve(target.wireName());
    if (Files.isDirectory(files)) {
      try (Stream<Path> found = Files.list(files)) {
        for (Path file : found.sorted().toList()) {
          seeds.add(Files.readAllBytes(file));
        }
      }
    }
    return seeds;
  }

  private static List<byte[]> made(FuzzTarget target, Path folder) throws IOException {
    return switch (target) {
      case SMBIOS -> tables();
      case CAB -> cabinets(folder);
      case MSIX ->
          List.of(
              Files.readAllBytes(
                  SignableSamples.appPackage(folder.resolve("seed.msix"), "CN=TEST")));
      case PE -> List.of(Files.readAllBytes(SignableSamples.executable(folder.resolve("s.exe"))));
      case CAT ->
          List.of(
              Catalogs.of(Map.of("a.txt", new byte[3])),
              Catalogs.of(Map.of("update.mum", "<a/>".getBytes(StandardCharsets.US_ASCII))));
      case PPKG ->
          List.of(
              Files.readAllBytes(
                  ProvisioningPackages.write(
                      folder.resolve("seed.ppkg"), ProvisioningPackages.source())));
      case AUTHENTICODE_CAB -> signed(SignableSamples.cabinet(folder.resolve("s.cab"), "some"));
      case AUTHENTICODE_PE -> signed(SignableSamples.executable(folder.resolve("s.exe")));
      case AUTHENTICODE_MSI ->
          signed(Files.write(folder.resolve("s.msi"), CompoundSample.nested().bytes()));
      case AUTHENTICODE_MSIX ->
          signed(SignableSamples.appPackage(folder.resolve("s.msix"), PUBLISHER));
      case AUTHENTICODE_CAT, CMS -> signed(catalog(folder));
      case TIMESTAMP_TOKEN -> List.of(token(signed(catalog(folder)).get(0)));
      case CRL -> List.of(crl());
      case SMBIOS_CFG, INF, MUM, COMPDB, APPX_MANIFEST -> List.of();
    };
  }

  private static Path catalog(Path folder) throws IOException {
    return Files.write(folder.resolve("s.cat"), Catalogs.of(Map.of("a.txt", new byte[3])));
  }

  private static List<byte[]> signed(Path file) throws IOException {
    TestLab.signer().sign(file, "TEST");
    return List.of(Files.readAllBytes(file));
  }

  private static byte[] token(byte[] signature) {
    try {
      return CmsMessage.parse(signature).orElseThrow().timestamp().orElseThrow();
    } catch (MalformedSignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] crl() throws IOException {
    try {
      return new X509v2CRLBuilder(new X500Name("CN=TEST"), Date.from(Instant.EPOCH))
          .addCRLEntry(BigInteger.TEN, Date.from(Instant.EPOCH), 1)
          .build(new JcaContentSignerBuilder("SHA256withRSA").build(TestLab.pki().release().key()))
          .getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> tables() {
    SmbiosTableBuilder table = SmbiosTableBuilder.contosoKiosk();
    return List.of(
        table.bare(),
        table.dump(table.entryPoint32(2, 7)),
        table.dump(table.entryPoint64(3, 5)),
        table.windows(3, 1));
  }

  private static List<byte[]> cabinets(Path folder) throws IOException {
    List<byte[]> made = new ArrayList<>();
    List<CabinetInput> inputs =
        List.of(
            CabinetInput.of("a.txt", "hello hello hello".getBytes(StandardCharsets.US_ASCII)),
            CabinetInput.of("b/c.bin", new byte[40_000]));
    for (Compression compression : List.of(Compression.NONE, Compression.MSZIP)) {
      Path file = folder.resolve("seed.cab");
      CabinetWriter.write(file, inputs, compression, compression == Compression.MSZIP);
      byte[] cabinet = Files.readAllBytes(file);
      made.add(cabinet);
      made.add(withoutFirstChecksum(cabinet, compression == Compression.MSZIP ? 4 + 20 : 0));
    }
    made.add(LzxCabinets.of(Map.of("a.txt", new byte[3000])));
    return made;
  }

  /** A checksum of 0 is not asked for: behind it a fuzzer reaches the decoder. */
  private static byte[] withoutFirstChecksum(byte[] cabinet, int reserve) {
    byte[] copy = cabinet.clone();
    ByteBuffer b = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(b.getInt(FIRST_FOLDER + reserve), 0); // MS-CAB 2.3 CFDATA
    return copy;
  }
}

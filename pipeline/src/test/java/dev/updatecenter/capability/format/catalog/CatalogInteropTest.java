package dev.updatecenter.capability.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of others judge the catalogs that are written here, and the digests in them. */
final class CatalogInteropTest {
  private static final Instant MADE = Instant.parse("2026-09-14T08:00:00Z");

  private final Path folder;

  CatalogInteropTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void osslsigncodeFindsAnExecutableInASignedCatalog() throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    Path sys = SignableSamples.executable(folder.resolve("touch.sys"));
    Path cat = catalog("touch.cat", sys);
    TestLab.signer().sign(cat, "Contoso TEST catalog");
    assertThat(SecurityCatalog.parse(Files.readAllBytes(cat)).signed()).isTrue();
    Programs.Result verified = verify(osslsigncode, cat, sys);
    assertThat(verified.output()).contains("Signature verification: ok");
    assertThat(verified.exit()).as(verified.output()).isZero();
    byte[] changed = Files.readAllBytes(sys);
    changed[600] ^= 1;
    Files.write(sys, changed);
    assertThat(verify(osslsigncode, cat, sys).exit()).isNotZero();
  }

  @Test
  void opensslReadsTheStructureOfAnUnsignedCatalog() throws Exception {
    Path openssl = Programs.require("openssl");
    Path cat = catalog("touch.cat", SignableSamples.executable(folder.resolve("touch.sys")));
    Programs.Result parsed =
        Programs.run(openssl, "asn1parse", "-inform", "DER", "-in", cat.toString());
    assertThat(parsed.exit()).as(parsed.output()).isZero();
    assertThat(parsed.output())
        .contains(CatalogReader.CTL, CatalogReader.CATALOG_LIST, CatalogReader.MEMBERS_V2)
        .contains("UTCTIME           :260914080000Z");
    Programs.Result message =
        Programs.run(openssl, "pkcs7", "-inform", "DER", "-noout", "-in", cat.toString());
    assertThat(message.exit()).as(message.output()).isZero();
  }

  @Test
  void opensslFindsTheSignersCertificateAndOurVerifierAccepts() throws Exception {
    Path openssl = Programs.require("openssl");
    Path cat = catalog("touch.cat", SignableSamples.executable(folder.resolve("touch.sys")));
    TestLab.signer().sign(cat, "Contoso TEST catalog");
    // openssl cms wants the content to be an OCTET STRING, which no catalog's is.
    Programs.Result message =
        Programs.run(openssl, "pkcs7", "-inform", "DER", "-print_certs", "-in", cat.toString());
    assertThat(message.output()).contains("TEST").contains("subject=");
    VerificationPolicy policy =
        new VerificationPolicy(
            new TrustAnchors(
                Set.of(TestLab.pki().release().root()),
                Set.of(TestLab.pki().timestamps().root()),
                List.of()),
            Optional.empty(),
            true,
            true);
    SignatureVerdict verdict =
        new DefaultAuthenticodeVerifier(Clock.systemUTC()).verify(cat, policy);
    assertThat(verdict.verdict()).as("%s", verdict).isEqualTo(SignatureVerdict.Verdict.VALID);
  }

  /** Also of an image that ends in the middle of its 8 bytes, and of one that is signed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8})
  void osslsigncodeComputesTheSameImageDigest(int more) throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    Path sys = SignableSamples.executable(folder.resolve("touch.sys"));
    byte[] longer = Arrays.copyOf(Files.readAllBytes(sys), 1024 + more);
    Arrays.fill(longer, 1024, 1024 + more, (byte) 7);
    Files.write(sys, longer);
    MemberFile before = MemberDigest.of("touch.sys", MemberHash.SHA256, sys);
    Path signed = folder.resolve("signed.sys");
    Files.copy(sys, signed);
    TestLab.signer().sign(signed, "Contoso TEST driver");
    Programs.Result verified = Programs.run(osslsigncode, "verify", "-in", signed.toString());
    Matcher digest =
        Pattern.compile("Calculated message digest\\s*:\\s*([0-9A-F]{64})")
            .matcher(verified.output());
    assertThat(digest.find()).as(verified.output()).isTrue();
    assertThat(before.digests())
        .first()
        .isEqualTo(digest.group(1).toLowerCase(java.util.Locale.ROOT));
    MemberFile after = MemberDigest.of("touch.sys", MemberHash.SHA256, signed);
    assertThat(after.digests()).containsExactly(before.digests().iterator().next());
  }

  private Path catalog(String name, Path... files) throws IOException {
    List<MemberFile> members = new ArrayList<>();
    for (Path file : files) {
      members.add(MemberDigest.of(String.valueOf(file.getFileName()), MemberHash.SHA256, file));
    }
    CatalogContent content =
        new CatalogContent(
            members, Map.of("OSAttr", CatalogContent.WINDOWS_10), CatalogContent.WINDOWS_10, MADE);
    return Files.write(folder.resolve(name), CatalogWriter.write(content));
  }

  private Programs.Result verify(Path osslsigncode, Path cat, Path file) throws Exception {
    return Programs.run(
        osslsigncode,
        "verify",
        "-catalog",
        cat.toString(),
        "-CAfile",
        pem("root.pem", TestLab.pki().release().root().getEncoded()).toString(),
        "-TSA-CAfile",
        pem("tsa.pem", TestLab.pki().timestamps().root().getEncoded()).toString(),
        "-in",
        file.toString());
  }

  private Path pem(String name, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }
}

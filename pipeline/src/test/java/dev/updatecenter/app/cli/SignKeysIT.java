package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.testing.AppxSample;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CompoundSample;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.SoftHsmToken;
import dev.updatecenter.testing.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code ducctl sign} with keys of files and tokens, from the configuration to another's verdict.
 */
class SignKeysIT {
  private static final String SUBJECT =
      "1.3.6.1.4.1.311.60.2.1.3=DE, 1.3.6.1.4.1.311.60.2.1.2=Bayern,"
          + " BusinessCategory=Private Organization, SERIALNUMBER=TEST 1, C=DE,"
          + " O=Contoso TEST, CN=Contoso TEST leaf";
  private static final String PUBLISHER =
      "CN=Contoso TEST leaf, O=Contoso TEST, C=DE, SERIALNUMBER=TEST 1,"
          + " OID.2.5.4.15=Private Organization, OID.1.3.6.1.4.1.311.60.2.1.2=Bayern,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=DE";

  private final Path folder;
  private final Path home;
  private final Path out;

  SignKeysIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
    this.out = folder.resolve("out");
  }

  @ParameterizedTest
  @CsvSource({"RSA,3072,false", "EC,384,false", "RSA,3072,true", "EC,384,true"})
  void othersVerifyEveryFormat(String algorithm, int bits, boolean inToken) throws Exception {
    Path osslsigncode = Programs.require("osslsigncode");
    KeyPair keys = TestCertificates.keys(algorithm, bits);
    List<X509Certificate> chain = chain(keys);
    KeyedHome.create(home, chain.get(1), "", inToken ? inToken(keys, chain) : inFile(keys, chain));

    sign(files()).endsWith(0);

    for (Path file : files()) {
      Path signed = out.resolve(file.getFileName());
      Programs.Result judged =
          Programs.run(
              osslsigncode,
              "verify",
              "-CAfile",
              folder.resolve("root.pem").toString(),
              "-TSA-CAfile",
              home.resolve("keys/lab/timestamp-root.pem").toString(),
              "-in",
              signed.toString());
      assertThat(judged.output())
          .contains(
              "Signature verification: ok",
              "Timestamp Server Signature verification: ok",
              "Number of verified signatures: 1",
              "Succeeded")
          .doesNotContain("failed")
          .doesNotContainIgnoringCase("mismatch");
      assertThat(judged.exit()).isZero();
      CommandRun.of(home, "verify", signed.toString()).endsWith(0);
    }
  }

  @Test
  void oneWrongPinEndsAllFilesWithFour() throws Exception {
    KeyPair keys = TestCertificates.keys("EC", 256);
    List<X509Certificate> chain = chain(keys);
    SoftHsmToken token = token(keys, chain);
    KeyedHome.create(home, chain.get(1), "", token.uriWithoutPin("release"));

    // The home's password is of no token.
    CommandRun refused = sign(files()).endsWith(4);

    assertThat(refused.err()).contains("UC4052", "tried once").doesNotContain("TEST-password-6620");
    assertThat(token.logins()).isEqualTo(1);
    assertThat(token.signatures()).isZero();
    assertThat(out.resolve("a.cab")).doesNotExist();
    token.claimFlags(0x20000);
    assertThat(sign(files()).endsWith(4).err()).contains("UC4054");
    token.claimFlags(0x40000);
    assertThat(sign(files()).endsWith(4).err()).contains("UC4053");
    assertThat(token.logins()).isEqualTo(1);
  }

  private static List<X509Certificate> chain(KeyPair keys) {
    return new TestCertificates(Clock.systemUTC().instant())
        .leaf()
        .subject(SUBJECT)
        .keys(keys)
        .chain();
  }

  private String inFile(KeyPair keys, List<X509Certificate> chain) throws Exception {
    return KeyedHome.pkcs12(folder.resolve("release.p12"), keys, chain);
  }

  private String inToken(KeyPair keys, List<X509Certificate> chain) {
    return token(keys, chain).uri("release");
  }

  private SoftHsmToken token(KeyPair keys, List<X509Certificate> chain) {
    return SoftHsmToken.create(folder.resolve("token"), "TEST-ev")
        .withKey("release", keys.getPrivate(), chain);
  }

  private List<Path> files() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    return List.of(
        SignableSamples.cabinet(in.resolve("a.cab"), "content"),
        Files.write(in.resolve("b.cat"), Catalogs.of(Map.of("x", new byte[] {1}))),
        SignableSamples.executable(in.resolve("c.exe")),
        Files.write(in.resolve("d.msi"), CompoundSample.nested().bytes()),
        Files.write(
            in.resolve("e.msix"),
            new AppxSample()
                .manifest("\"CN=Contoso TEST\"", "\"" + PUBLISHER + "\"")
                .deflated()
                .bytes()));
  }

  private CommandRun sign(List<Path> files) {
    List<String> command = new ArrayList<>(List.of("sign"));
    files.forEach(f -> command.add(f.toString()));
    command.addAll(List.of("--out", out.toString()));
    return CommandRun.of(home, command.toArray(String[]::new));
  }
}

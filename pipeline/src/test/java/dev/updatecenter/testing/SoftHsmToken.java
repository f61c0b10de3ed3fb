package dev.updatecenter.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A SoftHSM2 token of a test's own, behind a module that counts and, when asked, lies (see
 * token-shim.c). It depends on no environment: the module knows its folder. Keys are put in before
 * the module is loaded into this process. Skips the test, visibly, where a program is missing.
 */
public final class SoftHsmToken {
  /** A PIN that a test can look for in everything that was written. */
  public static final String PIN = "7391-TEST-pin-5502";

  private static final String SO_PIN = "so-7391-TEST";

  private final Path folder;
  private final String label;
  private int keys;

  private SoftHsmToken(Path folder, String label) {
    this.folder = folder;
    this.label = label;
  }

  /**
   * Makes a token.
   *
   * @param folder a folder of its own, made when it is missing
   */
  public static SoftHsmToken create(Path folder, String label) {
    requireModuleAccess();
    Path util = Programs.require("softhsm2-util");
    Programs.require("pkcs11-tool");
    try {
      Path real = library();
      Files.createDirectories(folder.resolve("tokens"));
      Files.copy(real, folder.resolve("libsofthsm2.so"));
      Files.copy(Shim.FILE, folder.resolve("token.so"));
      Files.writeString(
          folder.resolve("softhsm2.conf"),
          "directories.tokendir = " + folder.resolve("tokens") + "\nlog.level = ERROR\n");
      Files.writeString(folder.resolve("pin"), PIN + "\n");
      SoftHsmToken token = new SoftHsmToken(folder, label);
      token.another(label, util);
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A second token in the same module, with the same PIN. */
  public SoftHsmToken another(String otherLabel) {
    return another(otherLabel, Programs.require("softhsm2-util"));
  }

  private SoftHsmToken another(String name, Path util) {
    run(util, "--init-token", "--free", "--label", name, "--so-pin", SO_PIN, "--pin", PIN);
    return this;
  }

  /** The module to be configured. */
  public Path module() {
    return folder.resolve("token.so");
  }

  /** A file that holds the PIN. */
  public Path pinFile() {
    return folder.resolve("pin");
  }

  /**
   * Puts a private key in, with its public half and, where there is one, the chain of its
   * certificate.
   *
   * @param chain leaf first; may be empty
   */
  public SoftHsmToken withKey(String object, PrivateKey key, List<X509Certificate> chain) {
    String id = HexFormat.of().withUpperCase().formatHex(new byte[] {(byte) ++keys});
    try {
      Path pem = folder.resolve("import.pem");
      Files.writeString(pem, pem("PRIVATE KEY", key.getEncoded()));
      run(
          Programs.require("softhsm2-util"),
          "--import",
          pem.toString(),
          "--token",
          label,
          "--label",
          object,
          "--id",
          id,
          "--pin",
          PIN);
      Files.delete(pem);
      for (int i = 0; i < chain.size(); i++) {
        certificate(chain.get(i), i == 0 ? object : object + "-ca" + i, i == 0 ? id : id + "0" + i);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a certificate in. */
  public void certificate(X509Certificate certificate, String object, String id) {
    try {
      Path der = folder.resolve("import.der");
      Files.write(der, certificate.getEncoded());
      tool("--write-object", der.toString(), "--type", "cert", "--label", object, "--id", id);
      Files.delete(der);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a key pair on the token, such as {@code EC:secp256r1}; no certificate. */
  public SoftHsmToken generate(String object, String type) {
    String id = HexFormat.of().withUpperCase().formatHex(new byte[] {(byte) ++keys});
    tool("--keypairgen", "--key-type", type, "--label", object, "--id", id);
    return this;
  }

  /** Runs pkcs11-tool on the token, logged in. */
  public void tool(String... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--module", folder.resolve("libsofthsm2.so").toString()));
    all.addAll(List.of("--token-label", label, "--login", "--pin", PIN));
    all.addAll(List.of(arguments));
    run(Programs.require("pkcs11-tool"), all.toArray(String[]::new));
  }

  /** The address of a key, the PIN from its file. */
  public String uri(String object) {
    return uriWithoutPin(object) + "&pin-source=file:" + pinFile();
  }

  /** The address of a key that says nothing of a PIN. */
  public String uriWithoutPin(String object) {
    return "pkcs11:token=" + label + ";object=" + object + "?module-path=" + module();
  }

  /** How often anybody tried to log in through the module. */
  public int logins() {
    return counted("logins");
  }

  /** How many signatures the module made. */
  public int signatures() {
    return counted("signatures");
  }

  /** How often a signature began while another one was being made. */
  public int overlaps() {
    return counted("overlaps");
  }

  /** From now on the token says these flags of itself, beside its own. */
  public void claimFlags(long flags) {
    write("flags", Long.toHexString(flags));
  }

  /** From now on no signature begins: the token is gone. */
  public void pullOut() {
    write("gone", "");
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int counted(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? (int) Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    end(builder);
  }

  private static void end(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(builder.command() + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
  }

  /** The program is started with this flag by its manifest, tests by Surefire. */
  private static void requireModuleAccess() {
    boolean open =
        ModuleLayer.boot()
            .findModule("jdk.crypto.cryptoki")
            .filter(
                m -> m.isExported("sun.security.pkcs11.wrapper", SoftHsmToken.class.getModule()))
            .isPresent();
    if (!open) {
      Programs.missing(
          "--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED"
              + " (JDK_JAVA_OPTIONS takes it)");
    }
  }

  private static Path library() {
    Optional<Path> found =
        Stream.of("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
            .map(Path::of)
            .flatMap(
                lib ->
                    Stream.of(
                        lib.resolve("softhsm"), lib.resolve("pkcs11"), triplet(lib, "softhsm")))
            .map(folder -> folder.resolve("libsofthsm2.so"))
            .filter(Files::isRegularFile)
            .findFirst();
    if (found.isEmpty()) {
      Programs.missing("libsofthsm2.so");
    }
    return found.orElseThrow();
  }

  private static Path triplet(Path lib, String name) {
    String arch = System.getProperty("os.arch");
    return lib.resolve((arch.equals("amd64") ? "x86_64" : arch) + "-linux-gnu").resolve(name);
  }

  /** Compiled once a run. */
  private static final class Shim {
    static final Path FILE = compile();

    private static Path compile() {
      Path gcc = Programs.require("gcc");
      try (InputStream source = SoftHsmToken.class.getResourceAsStream("/pkcs11/token-shim.c")) {
        Path folder = Files.createTempDirectory("token-shim");
        Path c = folder.resolve("token-shim.c");
        Files.copy(source, c, StandardCopyOption.REPLACE_EXISTING);
        Path out = folder.resolve("token.so");
        end(
            new ProcessBuilder(
                    gcc.toString(),
                    "-shared",
                    "-fPIC",
                    "-O1",
                    "-Wall",
                    "-Werror",
                    "-o",
                    out.toString(),
                    c.toString(),
                    "-ldl")
                .redirectErrorStream(true));
        return out;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

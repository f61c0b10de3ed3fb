package dev.updatecenter.app.lab;

import dev.updatecenter.app.lab.LabCertificates.Issuer;
import dev.updatecenter.app.lab.LabCertificates.Purpose;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * A throw-away public key infrastructure: a code signing root, an EV authority below it, the
 * release certificate and a submitter's; a timestamp root and a timestamp authority below it. Every
 * name says TEST. The keys of the authorities are thrown away at once: nothing more can be issued.
 *
 * @param folder where the files lie: {@code <name>.p12}, {@code <name>.pem}, {@code password}
 * @param release what the release is signed with: RSA-3072, EV
 * @param submitter what a submitter signs with: RSA-3072, EV
 * @param timestamps the timestamp authority
 */
public record LabPki(
    Path folder, LabIdentity release, LabIdentity submitter, LabIdentity timestamps) {
  /** Name of the PEM file with the root that release and submitter chain to. */
  public static final String CODE_SIGNING_ROOT = "code-signing-root";

  /** Name of the PEM file with the root that the timestamp authority chains to. */
  public static final String TIMESTAMP_ROOT = "timestamp-root";

  private static final String RELEASE = "release";
  private static final String SUBMITTER = "submitter";
  private static final String TIMESTAMPS = "timestamps";

  private static final String ORGANISATION = "Contoso TEST";

  /**
   * Loads the keys of a folder, or makes them if the folder is missing or empty. Of two processes
   * that come at once one makes them, and both get the same.
   *
   * @throws IOException when the folder cannot be read or written
   */
  public static LabPki openOrCreate(Path folder, Clock clock, SecureRandom random)
      throws IOException {
    return openOrCreate(folder, ORGANISATION, clock, random);
  }

  /**
   * The same for another organisation, so that two chains in one trust store cannot be confused.
   *
   * @param organisation the O of every name and how every CN begins; contains the word TEST and
   *     nothing that a distinguished name would have to escape
   */
  public static LabPki openOrCreate(
      Path folder, String organisation, Clock clock, SecureRandom random) throws IOException {
    if (!organisation.matches("[A-Za-z0-9 ]*\\bTEST\\b[A-Za-z0-9 ]*")) {
      throw new IllegalArgumentException("not the name of a test organisation: " + organisation);
    }
    if (!Files.exists(folder.resolve(LabFolder.PASSWORD_FILE))) {
      Path parent = folder.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Path fresh = Files.createTempDirectory(parent, folder.getFileName() + ".new");
      try {
        LabFolder files = LabFolder.create(fresh, randomPassword(random));
        create(files, organisation, clock, random);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
        discard(fresh);
      } catch (FileSystemException e) {
        // Linux says ENOTEMPTY, which the JDK does not always name: somebody was faster.
        discard(fresh);
        if (!Files.exists(folder.resolve(LabFolder.PASSWORD_FILE))) {
          throw e;
        }
      }
    }
    LabFolder files = LabFolder.open(folder);
    return new LabPki(folder, files.load(RELEASE), files.load(SUBMITTER), files.load(TIMESTAMPS));
  }

  /** The root of the code signing certificates, as a PEM file. */
  public Path codeSigningRootPem() {
    return folder.resolve(CODE_SIGNING_ROOT + ".pem");
  }

  /** The root of the timestamp authority, as a PEM file. */
  public Path timestampRootPem() {
    return folder.resolve(TIMESTAMP_ROOT + ".pem");
  }

  /** The release key as PKCS#12; its password stands in {@link #passwordFile}. */
  public Path releaseKeyFile() {
    return folder.resolve(RELEASE + ".p12");
  }

  /** The password of all the PKCS#12 files, in one line; readable by its owner only. */
  public Path passwordFile() {
    return folder.resolve(LabFolder.PASSWORD_FILE);
  }

  private static void create(LabFolder files, String organisation, Clock clock, SecureRandom random)
      throws IOException {
    LabCertificates issue =
        new LabCertificates(clock.instant().truncatedTo(ChronoUnit.SECONDS), random);
    try {
      CompletableFuture<KeyPair> submitter = CompletableFuture.supplyAsync(() -> rsa(random));
      KeyPair release = rsa(random);
      Issuer root = new Issuer(name(organisation, "Code Signing Root"), ec("secp384r1", random));
      Issuer authority =
          new Issuer(name(organisation, "EV Code Signing CA"), ec("secp384r1", random));
      var rootCertificate = issue.root(root.name(), root.keys());
      var evCertificate =
          issue.codeSigningAuthority(authority.name(), authority.keys().getPublic(), root);
      for (String name : List.of(RELEASE, SUBMITTER)) {
        KeyPair keys = name.equals(RELEASE) ? release : submitter.join();
        var leaf =
            issue.leaf(
                subject(organisation, name), keys.getPublic(), authority, Purpose.CODE_SIGNING);
        files.store(
            name,
            new LabIdentity(keys.getPrivate(), List.of(leaf, evCertificate, rootCertificate)));
      }
      files.storePem(CODE_SIGNING_ROOT, List.of(rootCertificate));
      createTimestamps(files, organisation, issue, random);
    } catch (GeneralSecurityException | CompletionException e) {
      throw new IOException("cannot make the lab's keys", e);
    }
  }

  private static void createTimestamps(
      LabFolder files, String organisation, LabCertificates issue, SecureRandom random)
      throws GeneralSecurityException, IOException {
    Issuer root = new Issuer(name(organisation, "Timestamp Root"), ec("secp384r1", random));
    var rootCertificate = issue.root(root.name(), root.keys());
    KeyPair keys = ec("secp256r1", random);
    var leaf =
        issue.leaf(
            name(organisation, "Timestamp Authority"),
            keys.getPublic(),
            root,
            Purpose.TIMESTAMPING);
    files.store(TIMESTAMPS, new LabIdentity(keys.getPrivate(), List.of(leaf, rootCertificate)));
    files.storePem(TIMESTAMP_ROOT, List.of(rootCertificate));
  }

  /** CA/B Forum CSBR 3.10, 7.1.4.2.2: what the subject of an EV certificate carries. */
  private static String subject(String organisation, String who) {
    return "1.3.6.1.4.1.311.60.2.1.3=US, BusinessCategory=Private Organization,"
        + " SERIALNUMBER=TEST-0001, C=US, ST=Washington, L=Redmond, O=%s, CN=%s %s"
            .formatted(organisation, organisation, who);
  }

  private static String name(String organisation, String what) {
    return "CN=%s %s, O=%s, C=US".formatted(organisation, what, organisation);
  }

  private static KeyPair rsa(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }

  private static KeyPair ec(String curve, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve), random);
    return generator.generateKeyPair();
  }

  private static String randomPassword(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void discard(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}

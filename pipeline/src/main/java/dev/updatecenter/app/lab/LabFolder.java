package dev.updatecenter.app.lab;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The files of the lab's keys: PKCS#12 under one password, certificates as PEM. */
final class LabFolder {
  static final String PASSWORD_FILE = "password";
  private static final String ALIAS = "lab";

  private final Path folder;
  private final char[] password;

  LabFolder(Path folder, String password) {
    this.folder = folder;
    this.password = password.toCharArray();
  }

  /** The folder as another process left it. */
  static LabFolder open(Path folder) throws IOException {
    return new LabFolder(folder, Files.readString(folder.resolve(PASSWORD_FILE)).strip());
  }

  /** Makes a folder that only its owner can enter, with the password in a file of its own. */
  static LabFolder create(Path folder, String password) throws IOException {
    LabFolder lab = new LabFolder(folder, password);
    restrict(folder, "rwx------");
    lab.write(PASSWORD_FILE, (password + "\n").getBytes(StandardCharsets.US_ASCII));
    return lab;
  }

  /** Writes {@code <name>.p12} and the chain as {@code <name>.pem}. */
  void store(String name, LabIdentity identity) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS, identity.key(), password, identity.chain().toArray(Certificate[]::new));
      Path file = emptyFile(name + ".p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password);
      }
      storePem(name, identity.chain());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write " + name + ".p12", e);
    }
  }

  /** Writes certificates as {@code <name>.pem}. */
  void storePem(String name, List<X509Certificate> certificates) throws IOException {
    StringBuilder pem = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot write " + name + ".pem", e);
    }
    write(name + ".pem", pem.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads what {@link #store} wrote. */
  LabIdentity load(String name) throws IOException {
    Path file = folder.resolve(name + ".p12");
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : store.getCertificateChain(ALIAS)) {
        chain.add((X509Certificate) certificate);
      }
      return new LabIdentity((PrivateKey) store.getKey(ALIAS, password), chain);
    } catch (GeneralSecurityException e) {
      throw UpdateCenterException.error(
              "UC4040", ExitCode.USAGE, "The lab's key " + file.getFileName() + " is damaged")
          .where(file)
          .fix("Delete the folder " + folder + "; the lab makes new keys, and new trust, for it.")
          .state("Nothing was signed.")
          .cause(e)
          .build();
    }
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(emptyFile(name), content);
  }

  private Path emptyFile(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    restrict(file, "rw-------");
    return file;
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}

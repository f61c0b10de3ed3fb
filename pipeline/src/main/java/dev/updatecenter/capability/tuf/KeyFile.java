package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key of metadata kept as a PEM file that only its owner may read: a private one on P-256 or
 * Ed25519 (PKCS#8), or a public half alone (SubjectPublicKeyInfo), where somebody else holds the
 * private one.
 */
public final class KeyFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final String PUBLIC = "-----BEGIN PUBLIC KEY-----";
  private static final String SUFFIX = ".pem";
  private static final String PUBLIC_SUFFIX = ".pub.pem";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");
  private static final int MAX_BYTES = 16_384;

  private final Path file;

  /**
   * The key of that name below a folder: {@code <name>.pem}.
   *
   * @throws IllegalArgumentException for a name that could leave the folder
   */
  public KeyFile(Path folder, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a key's name: " + name);
    }
    this.file = folder.resolve(name + ".pem");
  }

  /** The key of a file that a configuration names. */
  public KeyFile(Path file) {
    this.file = file;
  }

  /** Where it lies. */
  public Path path() {
    return file;
  }

  /** Whether there is such a file, readable or not. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** Whether the file's name says that it has a public half alone: no key is ever made there. */
  public boolean isNamedPublic() {
    return String.valueOf(file.getFileName()).endsWith(PUBLIC_SUFFIX);
  }

  /** The file for the public half of a key whose private one this file is for. */
  public KeyFile publicHalf() {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return isNamedPublic() ? this : new KeyFile(file.resolveSibling(stem + PUBLIC_SUFFIX));
  }

  /** Makes a new key on P-256 and keeps it. */
  public MetadataSigner generate(SecureRandom random) throws IOException {
    return generate(KeyAlgorithm.P256, random);
  }

  /**
   * Makes a new key and keeps it, mode 0600 where the file system knows modes.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one: a key is never written over
   */
  public MetadataSigner generate(KeyAlgorithm algorithm, SecureRandom random) throws IOException {
    KeptSigner signer = algorithm.generate(random);
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String pem = BEGIN + "\n" + encoder.encodeToString(signer.pkcs8()) + "\n" + END + "\n";
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.create(file, pem.getBytes(StandardCharsets.US_ASCII));
    return signer;
  }

  /** Writes a public half here, in the place of another if there is one. */
  public void keepPublic(TufKey key) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.replace(file, key.pem().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Lets another key take this one's place. This one is kept beside it, under the first 16 digits
   * of its id; wherever a crash comes between, the same call again finishes it.
   *
   * @return where this one lies now; empty where there was none
   */
  public Optional<Path> supersede(KeyFile next) throws IOException {
    Optional<Path> aside = Optional.empty();
    if (exists()) {
      String name = String.valueOf(publicHalf().path().getFileName());
      String stem = name.substring(0, name.length() - PUBLIC_SUFFIX.length());
      Path kept = file.resolveSibling(stem + "." + publicKey().id().prefix() + SUFFIX);
      if (!Files.exists(kept)) {
        AtomicFile.create(kept, Files.readAllBytes(file));
      }
      aside = Optional.of(kept);
    }
    publicHalf().keepPublic(next.publicKey());
    AtomicFile.rename(next.file, file);
    Files.deleteIfExists(next.publicHalf().file);
    return aside;
  }

  /**
   * The public half, whichever half the file has.
   *
   * @throws UpdateCenterException UC5015 if it has neither
   */
  public TufKey publicKey() {
    String text = text();
    if (!text.startsWith(PUBLIC)) {
      return load().key();
    }
    try {
      return TufKey.ofPem(text);
    } catch (IllegalArgumentException e) {
      throw unusable("does not hold a public key on P-256 or Ed25519");
    }
  }

  /** Whether the file has a public half alone. */
  public boolean isPublicOnly() {
    return text().startsWith(PUBLIC);
  }

  /**
   * Loads the key.
   *
   * @throws UpdateCenterException UC5015 if it is not there or no private key on P-256 or Ed25519
   */
  public MetadataSigner load() {
    String text = text();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw unusable("is not an unencrypted PKCS#8 key in PEM");
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      return of(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw unusable("does not hold a private key on P-256 or Ed25519");
    }
  }

  private static MetadataSigner of(byte[] der) throws InvalidKeySpecException {
    try {
      return EcdsaMetadataSigner.ofPkcs8(der);
    } catch (InvalidKeySpecException notOnP256) {
      return Ed25519MetadataSigner.ofPkcs8(der);
    }
  }

  private String text() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unusable("is larger than any key");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    } catch (NoSuchFileException e) {
      throw unusable("is not there");
    } catch (IOException e) {
      throw unusable("cannot be read: " + e);
    }
  }

  private UpdateCenterException unusable(String why) {
    return UpdateCenterException.error("UC5015", ExitCode.USAGE, "a metadata key " + why)
        .where(file)
        .fix("restore the file from its backup, or rotate the role to a new key")
        .build();
  }
}

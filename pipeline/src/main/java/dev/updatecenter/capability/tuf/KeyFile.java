package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A P-256 key of metadata kept as a PEM file (PKCS#8) that only its owner may read. */
public final class KeyFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
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

  private KeyFile(Path file) {
    this.file = file;
  }

  /** The key in a file that somebody named. */
  public static KeyFile at(Path file) {
    return new KeyFile(file);
  }

  /** Where it lies. */
  public Path path() {
    return file;
  }

  /** Whether there is such a file, readable or not. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * Makes a new key and keeps it, mode 0600 where the file system knows modes.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one: a key is never written over
   */
  public EcdsaMetadataSigner generate(SecureRandom random) throws IOException {
    EcdsaMetadataSigner signer = EcdsaMetadataSigner.generate(random);
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String pem = BEGIN + "\n" + encoder.encodeToString(signer.pkcs8()) + "\n" + END + "\n";
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.create(file, pem.getBytes(StandardCharsets.US_ASCII));
    return signer;
  }

  /**
   * Loads the key.
   *
   * @throws UpdateCenterException UC5015 if it is not there or not a P-256 key
   */
  public EcdsaMetadataSigner load() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unusable("is larger than any key");
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
        throw unusable("is not an unencrypted PKCS#8 key in PEM");
      }
      String body = text.substring(BEGIN.length(), text.length() - END.length());
      return EcdsaMetadataSigner.ofPkcs8(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
    } catch (IOException e) {
      throw unusable("cannot be read: " + e);
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw unusable("does not hold a private key on P-256");
    }
  }

  private UpdateCenterException unusable(String why) {
    return UpdateCenterException.error("UC5015", ExitCode.USAGE, "a metadata key " + why)
        .where(file)
        .fix("restore the file from its backup, or rotate the role to a new key")
        .build();
  }
}

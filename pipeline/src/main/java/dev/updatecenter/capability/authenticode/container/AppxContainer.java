package dev.updatecenter.capability.authenticode.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A signed app package. The signature's digest is a list of digests, each behind four letters:
 * {@code AXPC} the members before the signature, {@code AXCD} the central directory as it was
 * without it, {@code AXCT} the content types, {@code AXBM} the block map and, where there is one,
 * {@code AXCI} the code integrity catalog. Facts as osslsigncode (appx.c) and jsign have them.
 */
final class AppxContainer implements SignedContainer {
  static final String SIGNATURE = "AppxSignature.p7x";
  private static final String CONTENT_TYPES = "[Content_Types].xml";
  private static final String BLOCK_MAP = "AppxBlockMap.xml";
  private static final String CODE_INTEGRITY = "AppxMetadata/CodeIntegrity.cat";
  private static final String BUNDLE_MANIFEST = "AppxMetadata/AppxBundleManifest.xml";
  private static final int LARGEST_SIGNATURE = 16 * 1024 * 1024;
  private static final byte[] MAGIC = "PKCX".getBytes(StandardCharsets.US_ASCII);

  private final FileBytes file;
  private final ZipDirectory directory;

  private AppxContainer(FileBytes file, ZipDirectory directory) {
    this.file = file;
    this.directory = directory;
  }

  static AppxContainer open(FileBytes file) throws IOException {
    ZipDirectory directory = ZipDirectory.read(file);
    if (directory.find(CONTENT_TYPES).isEmpty() || directory.find(BLOCK_MAP).isEmpty()) {
      throw new MalformedContainerException("a zip file, but no app package");
    }
    return new AppxContainer(file, directory);
  }

  @Override
  public String format() {
    return directory.find(BUNDLE_MANIFEST).isPresent() ? "msixbundle" : "msix";
  }

  @Override
  public Optional<String> dataType() {
    return Optional.of("1.3.6.1.4.1.311.2.1.30");
  }

  @Override
  public Optional<byte[]> signature() throws IOException {
    Optional<ZipRecord> record = directory.find(SIGNATURE);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    if (record.get().size() > LARGEST_SIGNATURE) {
      throw new MalformedContainerException("a signature of " + record.get().size() + " bytes");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    new ZipMember(file, record.get())
        .unpack(b -> content.write(b.array(), b.arrayOffset() + b.position(), b.remaining()));
    byte[] bytes = content.toByteArray();
    if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, 4, MAGIC, 0, 4)) {
      throw new MalformedContainerException(SIGNATURE + " does not begin with PKCX");
    }
    return Optional.of(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
  }

  @Override
  public Optional<byte[]> digest(HashAlgorithm algorithm) throws IOException {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes("APPX".getBytes(StandardCharsets.US_ASCII));
    MessageDigest members = algorithm.newDigest();
    file.forEachBlock(0, signatureRecord().localOffset(), members::update);
    append(list, "AXPC", members.digest());
    append(
        list,
        "AXCD",
        algorithm.newDigest().digest(UnsignedDirectory.of(directory, signatureRecord())));
    append(list, "AXCT", member(CONTENT_TYPES, algorithm));
    append(list, "AXBM", member(BLOCK_MAP, algorithm));
    if (directory.find(CODE_INTEGRITY).isPresent()) {
      append(list, "AXCI", member(CODE_INTEGRITY, algorithm));
    }
    return Optional.of(list.toByteArray());
  }

  @Override
  public List<String> uncovered() throws IOException {
    return directory.find(SIGNATURE).isEmpty()
        ? List.of()
        : new AppxSignatureMember(file, directory, signatureRecord()).problems();
  }

  private ZipRecord signatureRecord() throws MalformedContainerException {
    return directory
        .find(SIGNATURE)
        .orElseThrow(() -> new MalformedContainerException("there is no " + SIGNATURE));
  }

  private byte[] member(String name, HashAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    ZipRecord record =
        directory
            .find(name)
            .orElseThrow(() -> new MalformedContainerException("there is no " + name));
    new ZipMember(file, record).unpack(digest::update);
    return digest.digest();
  }

  private static void append(ByteArrayOutputStream list, String letters, byte[] digest) {
    list.writeBytes(letters.getBytes(StandardCharsets.US_ASCII));
    list.writeBytes(digest);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

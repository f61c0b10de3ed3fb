package dev.updatecenter.capability.authenticode.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A signed Windows Installer file: streams hashed in the order of their names, each storage closed
 * by its CLSID. A stream {@code MsiDigitalSignatureEx} says that the digest begins with one of
 * names, sizes and times; without it only contents are signed. Facts as osslsigncode (msi.c) has
 * them.
 */
final class MsiContainer implements SignedContainer {
  private static final String SIGNATURE = "\u0005DigitalSignature";
  private static final String EXTENDED = "\u0005MsiDigitalSignatureEx";
  private static final int LARGEST_SIGNATURE = 16 * 1024 * 1024;

  private final FileBytes file;
  private final CompoundFile compound;
  private final CompoundTree root;
  private final List<String> problems = new ArrayList<>();

  MsiContainer(FileBytes file) throws IOException {
    this.file = file;
    this.compound = new CompoundFile(file);
    this.root = CompoundTree.read(compound, problems);
  }

  @Override
  public String format() {
    return "msi";
  }

  @Override
  public Optional<String> dataType() {
    return Optional.of("1.3.6.1.4.1.311.2.1.30");
  }

  @Override
  public Optional<byte[]> signature() throws IOException {
    Optional<CompoundEntry> entry = rootStream(SIGNATURE);
    return entry.isEmpty() ? Optional.empty() : Optional.of(content(entry.get()));
  }

  @Override
  public Optional<byte[]> digest(HashAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    if (rootStream(EXTENDED).isPresent()) {
      digest.update(metadataDigest(algorithm));
    }
    contents(root, digest);
    return Optional.of(digest.digest());
  }

  @Override
  public List<String> uncovered() throws IOException {
    if (rootStream(SIGNATURE).isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>(problems);
    found.addAll(compound.problems());
    if (rootStream(EXTENDED).isPresent() && !extendedHolds()) {
      found.add("MsiDigitalSignatureEx is not the digest of names, sizes and times");
    }
    return found;
  }

  @Override
  public Set<ContainerNote> notes() {
    return rootStream(EXTENDED).isPresent() ? Set.of() : Set.of(ContainerNote.NAMES_NOT_SIGNED);
  }

  /** What the stream says is what was hashed; its own bytes are in no digest. */
  private boolean extendedHolds() throws IOException {
    byte[] said = content(rootStream(EXTENDED).orElseThrow());
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      if (MessageDigest.isEqual(said, metadataDigest(algorithm))) {
        return true;
      }
    }
    return false;
  }

  private void contents(CompoundTree storage, MessageDigest digest) throws IOException {
    for (CompoundTree child : hashed(storage)) {
      if (child.entry().isStream()) {
        compound.read(child.entry(), digest::update);
      } else {
        contents(child, digest);
      }
    }
    digest.update(storage.entry().bytes(0x50, 16));
  }

  private byte[] metadataDigest(HashAlgorithm algorithm) {
    MessageDigest digest = algorithm.newDigest();
    metadata(root, digest);
    return digest.digest();
  }

  private void metadata(CompoundTree node, MessageDigest digest) {
    CompoundEntry entry = node.entry();
    if (!entry.isRoot()) {
      digest.update(entry.bytes(0, entry.nameBytes()));
    }
    digest.update(entry.isStream() ? entry.bytes(0x78, 4) : entry.bytes(0x50, 16));
    digest.update(entry.bytes(0x60, 4));
    if (!entry.isRoot()) {
      digest.update(entry.bytes(0x64, 16));
    }
    for (CompoundTree child : hashed(node)) {
      metadata(child, digest);
    }
  }

  /** The children of a storage in the order of hashing; of the root without the signatures. */
  private static List<CompoundTree> hashed(CompoundTree storage) {
    return storage.entry().isRoot()
        ? storage.children().stream().filter(c -> !signature(c.entry())).toList()
        : storage.children();
  }

  private static boolean signature(CompoundEntry entry) {
    return entry.isStream() && (entry.name().equals(SIGNATURE) || entry.name().equals(EXTENDED));
  }

  private Optional<CompoundEntry> rootStream(String name) {
    return root.children().stream()
        .map(CompoundTree::entry)
        .filter(e -> e.isStream() && e.name().equals(name))
        .findFirst();
  }

  private byte[] content(CompoundEntry entry) throws IOException {
    if (entry.size() > LARGEST_SIGNATURE) {
      throw new MalformedContainerException("a signature of " + entry.size() + " bytes");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    compound.read(
        entry, b -> content.write(b.array(), b.arrayOffset() + b.position(), b.remaining()));
    return content.toByteArray();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package dev.updatecenter.capability.authenticode.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
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
  private final CompoundEntry root;
  private final Set<Integer> visited = new HashSet<>();

  MsiContainer(FileBytes file) throws IOException {
    this.file = file;
    this.compound = new CompoundFile(file);
    this.root = compound.entry(0);
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
    visited.clear();
    contents(root, digest);
    return Optional.of(digest.digest());
  }

  @Override
  public List<String> uncovered() throws IOException {
    Optional<CompoundEntry> extended = rootStream(EXTENDED);
    if (extended.isEmpty() || rootStream(SIGNATURE).isEmpty()) {
      return List.of();
    }
    // What the stream says is what was hashed; its own bytes are in no digest.
    byte[] said = content(extended.get());
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      if (MessageDigest.isEqual(said, metadataDigest(algorithm))) {
        return List.of();
      }
    }
    return List.of("MsiDigitalSignatureEx is not the digest of names, sizes and times");
  }

  private void contents(CompoundEntry storage, MessageDigest digest) throws IOException {
    for (CompoundEntry child : children(storage)) {
      if (child.isStream()) {
        compound.read(child, digest::update);
      } else if (child.isStorage()) {
        contents(child, digest);
      }
    }
    digest.update(storage.bytes(0x50, 16));
  }

  private byte[] metadataDigest(HashAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    visited.clear();
    metadata(root, digest);
    return digest.digest();
  }

  private void metadata(CompoundEntry entry, MessageDigest digest) throws IOException {
    boolean isRoot = entry.equals(root);
    if (!isRoot) {
      digest.update(entry.bytes(0, Math.max(0, entry.raw().getShort(0x40) - 2)));
    }
    digest.update(entry.isStream() ? entry.bytes(0x78, 4) : entry.bytes(0x50, 16));
    digest.update(entry.bytes(0x60, 4));
    if (!isRoot) {
      digest.update(entry.bytes(0x64, 16));
    }
    if (!entry.isStream()) {
      for (CompoundEntry child : children(entry)) {
        metadata(child, digest);
      }
    }
  }

  /** The children of a storage, in the order of hashing; of the root without the signatures. */
  private List<CompoundEntry> children(CompoundEntry storage) throws MalformedContainerException {
    List<CompoundEntry> found = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(storage.child()));
    while (!open.isEmpty()) {
      int id = open.removeLast();
      if (id == CompoundEntry.NONE) {
        continue;
      }
      if (!visited.add(id)) {
        throw new MalformedContainerException("directory entries that lead in a circle");
      }
      CompoundEntry entry = compound.entry(id);
      open.add(entry.left());
      open.add(entry.right());
      boolean signature =
          storage.equals(root) && (entry.name().equals(SIGNATURE) || entry.name().equals(EXTENDED));
      if (!signature) {
        found.add(entry);
      }
    }
    found.sort(CompoundEntry.HASH_ORDER);
    return found;
  }

  private Optional<CompoundEntry> rootStream(String name) throws MalformedContainerException {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(root.child()));
    while (!open.isEmpty()) {
      int id = open.removeLast();
      if (id != CompoundEntry.NONE && seen.add(id)) {
        CompoundEntry entry = compound.entry(id);
        if (entry.isStream() && entry.name().equals(name)) {
          return Optional.of(entry);
        }
        open.add(entry.left());
        open.add(entry.right());
      }
    }
    return Optional.empty();
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

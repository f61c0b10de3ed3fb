package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Signed metadata, and the documents it names, on their way to the store. They are kept before the
 * first file is uploaded, so that a publisher that was killed goes on with the same bytes and
 * leaves no orphan behind.
 *
 * @param base the timestamp.json that it replaces; empty for none
 * @param files in upload order: documents, versioned metadata, the timestamp last
 * @param content what was uploaded before and is named for the first time
 */
record PendingUpdate(Optional<Base> base, List<File> files, List<EdgeObject> content) {
  private static final int SCHEMA_VERSION = 1;

  PendingUpdate {
    files = List.copyOf(files);
    content = List.copyOf(content);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("an update has a timestamp");
    }
  }

  /**
   * What was live when the update was signed.
   *
   * @param etag its version in the store
   * @param timestamp its number
   */
  record Base(String etag, long timestamp) {
    static Base of(VersionedBlob live, Object where) {
      return new Base(live.etag().value(), TimestampFacts.of(live.bytes(), where).version());
    }

    boolean is(VersionedBlob live) {
      return live.etag().value().equals(etag);
    }
  }

  /** One file: its name in the store and its text. */
  record File(String name, String text) {
    BlobName blob() {
      return new BlobName(name);
    }

    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    ContentDigest digest() {
      return ContentDigest.of(bytes());
    }

    private boolean isDamaged() {
      return name.startsWith("content/") && !name.contains(digest().hex());
    }
  }

  static PendingUpdate of(
      Optional<Base> base, MetadataChange change, MetadataUpdate update, ProductName product) {
    List<File> files = new ArrayList<>();
    change.documents().forEach((name, bytes) -> files.add(file(name, bytes)));
    for (MetadataFile file : update.files()) {
      files.add(file(ReleaseLayout.metadata(product, file.name()), file.bytes()));
    }
    return new PendingUpdate(base, files, change.content());
  }

  private static File file(BlobName name, byte[] bytes) {
    return new File(name.value(), new String(bytes, StandardCharsets.UTF_8));
  }

  /** All but the timestamp. */
  List<File> immutable() {
    return files.subList(0, files.size() - 1);
  }

  File timestamp() {
    return files.get(files.size() - 1);
  }

  /** Whether what it replaces is what is live. */
  boolean fits(Optional<VersionedBlob> live) {
    return base.isPresent() ? live.filter(base.get()::is).isPresent() : live.isEmpty();
  }

  /** Whether a new root is part of it, which is live before the timestamp is. */
  boolean hasRoot() {
    return immutable().stream().anyMatch(file -> file.name().endsWith(".root.json"));
  }

  byte[] toJson() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("schemaVersion", SCHEMA_VERSION);
    base.ifPresent(b -> plain.put("base", Map.of("etag", b.etag, "timestamp", b.timestamp)));
    plain.put("files", files.stream().map(f -> Map.of("name", f.name, "text", f.text)).toList());
    plain.put("content", content.stream().map(PendingUpdate::plain).toList());
    return Json.bytes(plain);
  }

  /** Empty when this is no update that was kept by this version of the program. */
  static Optional<PendingUpdate> read(byte[] kept) {
    try {
      Node node = Json.read(kept, "pending");
      if (node.get("schemaVersion").flatMap(Node::integer).orElse(0L) != SCHEMA_VERSION) {
        return Optional.empty();
      }
      PendingUpdate update =
          new PendingUpdate(node.get("base").map(PendingUpdate::base), files(node), content(node));
      TimestampFacts.of(update.timestamp().bytes(), update.timestamp().name());
      return Optional.of(update).filter(u -> u.files.stream().noneMatch(File::isDamaged));
    } catch (MalformedDocumentException
        | NoSuchElementException
        | IllegalArgumentException
        | UpdateCenterException e) {
      return Optional.empty();
    }
  }

  private static Base base(Node node) {
    return new Base(node.text("etag").orElseThrow(), node.integer("timestamp").orElseThrow());
  }

  private static List<File> files(Node node) {
    List<File> files = new ArrayList<>();
    for (Node file : node.get("files").orElseThrow().elements()) {
      File one = new File(file.text("name").orElseThrow(), file.text("text").orElseThrow());
      one.blob(); // refuses what is no name
      files.add(one);
    }
    return files;
  }

  private static Map<String, Object> plain(EdgeObject object) {
    return Map.of(
        "name", object.name().value(),
        "length", object.length(),
        "sha256", object.sha256().hex());
  }

  private static List<EdgeObject> content(Node node) {
    return node.get("content").orElseThrow().elements().stream()
        .map(
            object ->
                new EdgeObject(
                    new BlobName(object.text("name").orElseThrow()),
                    object.integer("length").orElseThrow(),
                    ContentDigest.ofHex(object.text("sha256").orElseThrow())))
        .toList();
  }
}

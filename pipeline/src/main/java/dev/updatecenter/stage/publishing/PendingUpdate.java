package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Signed metadata, and the documents it names, on their way to the store. They are kept before the
 * first file is uploaded, so that a publisher that was killed goes on with the same bytes and
 * leaves no orphan behind.
 *
 * @param base the version of timestamp.json that it replaces; empty for none
 * @param files in upload order: documents, versioned metadata, the timestamp last
 */
record PendingUpdate(Optional<String> base, List<File> files) {
  PendingUpdate {
    files = List.copyOf(files);
  }

  /** One file: its name in the store and its text. */
  record File(String name, String text) {
    BlobName blob() {
      return new BlobName(name);
    }

    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  static PendingUpdate of(
      Optional<String> base,
      Map<BlobName, byte[]> documents,
      MetadataUpdate update,
      ProductName product) {
    List<File> files = new ArrayList<>();
    documents.forEach((name, bytes) -> files.add(file(name, bytes)));
    for (MetadataFile file : update.files()) {
      files.add(file(ReleaseLayout.metadata(product, file.name()), file.bytes()));
    }
    return new PendingUpdate(base, files);
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

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(
        part,
        Json.bytes(
            Map.of(
                "base", base.orElse(""),
                "files",
                    files.stream().map(f -> Map.of("name", f.name, "text", f.text)).toList())));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Optional<PendingUpdate> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Node node = Json.read(Files.readAllBytes(file), file.toString());
      List<File> files =
          node.get("files").orElseThrow().elements().stream()
              .map(f -> new File(f.text("name").orElseThrow(), f.text("text").orElseThrow()))
              .toList();
      String base = node.text("base").orElseThrow();
      return Optional.of(
          new PendingUpdate(base.isEmpty() ? Optional.empty() : Optional.of(base), files));
    } catch (MalformedDocumentException | NoSuchElementException | IllegalArgumentException e) {
      throw new IOException(file + " is not what was written there", e);
    }
  }
}

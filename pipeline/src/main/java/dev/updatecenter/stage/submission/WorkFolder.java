package dev.updatecenter.stage.submission;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A product's folder {@code work/<sha256>}: each input once, under its digest. Used by whoever
 * holds the product's lease; without one, in a folder of its own.
 */
public final class WorkFolder {
  private final Path folder;

  /** Uses a folder, created when the first file comes. */
  public WorkFolder(Path folder) {
    this.folder = folder;
  }

  /** Where the copy with that digest lies, or would. */
  public Path copyOf(ContentDigest sha256) {
    return folder.resolve(sha256.hex());
  }

  /** Removes everything: what a killed run left behind, or what is no longer needed. */
  public void clear() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Begins a copy; close it, then {@link IncomingCopy#keep} it. */
  IncomingCopy incoming() throws IOException {
    Files.createDirectories(folder);
    return new IncomingCopy(folder);
  }

  /**
   * Copies a regular file in.
   *
   * @throws NoSuchFileException when it is missing, a folder, a link or a device
   */
  SubmittedFile take(InputRole role, Path source, String shownAs) throws IOException {
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(source.toString());
    }
    IncomingCopy copy = incoming();
    try (copy;
        InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS)) {
      in.transferTo(copy);
    } catch (IOException e) {
      copy.discard();
      throw e;
    }
    return copy.keep(role, source.getFileName().toString(), shownAs);
  }

  /**
   * Packs files into a cabinet with room for a signature. Stored, not compressed: the same files
   * give the same bytes on every machine, whatever release of zlib it has.
   *
   * @throws MalformedPackageException for what no cabinet can hold
   */
  SubmittedFile pack(InputRole role, List<CabinetInput> inputs, String fileName, String shownAs)
      throws IOException {
    Files.createDirectories(folder);
    Path packed = Files.createTempFile(folder, "intake-", ".cab.part");
    try {
      CabinetWriter.write(packed, inputs, Compression.NONE, true);
      SubmittedFile copy = take(role, packed, shownAs);
      return new SubmittedFile(role, shownAs, fileName, copy.sha256(), copy.length(), copy.copy());
    } finally {
      Files.deleteIfExists(packed);
    }
  }
}

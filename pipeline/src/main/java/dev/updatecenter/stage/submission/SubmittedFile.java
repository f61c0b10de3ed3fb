package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.file.Path;

/**
 * An input, copied once; every later stage reads this copy and nothing else.
 *
 * @param role what it is in the submission
 * @param shownAs the path as the user knows it, for messages; ends with {@code /} where it was
 *     packed from a folder
 * @param fileName its name, without folders
 * @param sha256 digest of the copy
 * @param length bytes
 * @param copy {@code work/<sha256>}
 */
public record SubmittedFile(
    InputRole role,
    String shownAs,
    String fileName,
    ContentDigest sha256,
    long length,
    Path copy) {}

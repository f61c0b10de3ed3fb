package dev.updatecenter.app.api.ci;

import java.util.Optional;

/**
 * Where a finding is, for readers who have the repository and nothing else of the machine.
 *
 * @param file relative to the repository's root, with {@code /}
 * @param inside what of that file: the members of a package on the way to the place, parted by
 *     {@code !}, or a file beside the repository; empty for the file itself
 * @param line line from 1 in {@code file}; 0 where there is none, as in every package
 * @param column column from 1, in characters; 0 where there is none
 */
public record Place(String file, Optional<String> inside, int line, int column) {}

package dev.updatecenter.app.jobs;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A package with its place in the release.
 *
 * @param position from 0, in install order
 * @param content the package as one stage has it
 */
record NumberedPackage<T>(int position, T content) {
  /** All packages of a release. */
  static <T> List<NumberedPackage<T>> all(List<T> packages) {
    return IntStream.range(0, packages.size())
        .mapToObj(i -> new NumberedPackage<>(i, packages.get(i)))
        .toList();
  }
}

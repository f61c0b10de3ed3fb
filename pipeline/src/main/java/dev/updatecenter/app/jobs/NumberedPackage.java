package dev.updatecenter.app.jobs;

/**
 * A package with its place in the release.
 *
 * @param position from 0, in install order
 * @param content the package as one stage has it
 */
record NumberedPackage<T>(int position, T content) {}

/**
 * Security catalogs: the signed lists of digests that vouch for the files of a package.
 *
 * <p>In: the bytes of a catalog, or of files as they pass; out: its members and what they say of
 * the files, or a new unsigned catalog. Never signs, and never judges a signature.
 */
@NullMarked
package dev.updatecenter.capability.format.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * App packages (MSIX and APPX): identity, content against its block map, and writing unsigned ones.
 *
 * <p>In: a ZIP that nobody trusts, or files; out: identity, entries and findings, or a package.
 * Unpacks nothing to disk, judges no signature (only says that there is one), reads no bundle.
 */
@NullMarked
package dev.updatecenter.capability.format.appx;

import org.jspecify.annotations.NullMarked;

/**
 * App packages (MSIX and APPX) and bundles of them: identity, content against block map and types.
 *
 * <p>In: a ZIP that nobody trusts, or files; out: identity, parts and findings, or a package.
 * Unpacks nothing to disk, judges no signature (only says that there is one), opens no bundle
 * inside another.
 */
@NullMarked
package dev.updatecenter.capability.format.appx;

import org.jspecify.annotations.NullMarked;

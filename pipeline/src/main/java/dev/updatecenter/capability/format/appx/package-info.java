/**
 * App packages (MSIX and APPX): identity, and content against its block map.
 *
 * <p>In: a ZIP that nobody trusts; out: identity, entries and findings. Unpacks nothing to disk,
 * judges no signature (only says that there is one), reads no bundle.
 */
@NullMarked
package dev.updatecenter.capability.format.appx;

import org.jspecify.annotations.NullMarked;

/**
 * Windows images (WIM), the form of provisioning packages.
 *
 * <p>In: a file; out: its files with their content, checked by SHA-1, and what {@code
 * customizations.xml} says, with positions. Never unpacks to disk, trusts no size, offset or name.
 */
@NullMarked
package dev.updatecenter.capability.format.wim;

import org.jspecify.annotations.NullMarked;

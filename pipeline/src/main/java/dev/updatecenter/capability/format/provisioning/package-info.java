/**
 * Provisioning packages: what {@code customizations.xml} says.
 *
 * <p>In: the document's bytes; out: who the package is, and findings with positions. Opens no
 * package, and repeats no secret that it reads.
 */
@NullMarked
package dev.updatecenter.capability.format.provisioning;

import org.jspecify.annotations.NullMarked;

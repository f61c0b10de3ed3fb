/**
 * Portable executables: what the headers say of a driver, a library or a program.
 *
 * <p>In: the first bytes of a file; out: machine, subsystem, kind. Loads nothing, follows no
 * section, computes no Authenticode digest.
 */
@NullMarked
package dev.updatecenter.capability.format.pe;

import org.jspecify.annotations.NullMarked;

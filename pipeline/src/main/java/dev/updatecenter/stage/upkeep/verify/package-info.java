/**
 * Audits everything that a store or an edge has live, as a device of every kind would see it.
 *
 * <p>In: a place to read, trusted roots, the instant; out: what was verified and every finding,
 * each with the name of the file it is about. Writes nothing and stops at nothing but a lost disk.
 */
@NullMarked
package dev.updatecenter.stage.upkeep.verify;

import org.jspecify.annotations.NullMarked;

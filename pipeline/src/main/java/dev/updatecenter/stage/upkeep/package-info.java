/**
 * Looks after what is published: reads products of a store as a device would, and their history.
 *
 * <p>In: a store or an edge, and a trusted root; out: verified metadata, and what earlier
 * generations said. Signs nothing, writes nothing, believes no file that nobody signed.
 */
@NullMarked
package dev.updatecenter.stage.upkeep;

import org.jspecify.annotations.NullMarked;

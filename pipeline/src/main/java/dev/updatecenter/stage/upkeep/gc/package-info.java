/**
 * Decides what of a store nobody can want any more, and deletes it.
 *
 * <p>In: a listing, the metadata of every product with its history, a retention; out: what is
 * withdrawn, what is deleted and why. Never guesses: a product that cannot be read stops it.
 */
@NullMarked
package dev.updatecenter.stage.upkeep.gc;

import org.jspecify.annotations.NullMarked;

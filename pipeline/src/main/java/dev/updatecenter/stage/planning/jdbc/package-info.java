/**
 * The ledger of plans in a database.
 *
 * <p>In: what a plan binds; out: the same again, where its digest still is the one it is kept
 * under. Decides nothing.
 */
@NullMarked
package dev.updatecenter.stage.planning.jdbc;

import org.jspecify.annotations.NullMarked;

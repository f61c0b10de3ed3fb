/**
 * The audit log in a database.
 *
 * <p>In: acts, results; out: rows that stand when the call returns, whatever becomes of the
 * caller's transaction. Only inserts; never updates or deletes a record.
 */
@NullMarked
package dev.updatecenter.capability.ledger.jdbc;

import org.jspecify.annotations.NullMarked;

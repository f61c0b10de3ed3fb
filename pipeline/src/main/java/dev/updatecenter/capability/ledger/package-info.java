/**
 * The audit log as values: records, their chain, and what is wrong with a chain.
 *
 * <p>In: records as some adapter kept them; out: findings, canonical bytes. Writes nothing itself,
 * uses no key, and never mends a chain.
 */
@NullMarked
package dev.updatecenter.capability.ledger;

import org.jspecify.annotations.NullMarked;

/**
 * Leases as locks of the operating system on files.
 *
 * <p>In: a product and who asks; out: a lease that dies with its process, or who has it. Knows no
 * time-out and never takes a lease away from anybody.
 */
@NullMarked
package dev.updatecenter.capability.ledger.filesystem;

import org.jspecify.annotations.NullMarked;

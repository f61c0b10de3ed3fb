/**
 * The ledger of submissions in a database.
 *
 * <p>In: an {@code UpdateSubmission}; out: the same one after a restart. Holds no file content.
 */
@NullMarked
package dev.updatecenter.stage.submission.jdbc;

import org.jspecify.annotations.NullMarked;

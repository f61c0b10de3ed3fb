/**
 * Judges a submission: every rule over every input, one report.
 *
 * <p>In: an {@code UpdateSubmission}; out: a {@code ValidationReport} and, when it passes, a {@code
 * ValidatedSubmission}. Changes nothing outside its ledger, opens no network connection.
 */
@NullMarked
package dev.updatecenter.stage.validation;

import org.jspecify.annotations.NullMarked;

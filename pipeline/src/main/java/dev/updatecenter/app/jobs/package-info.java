/**
 * Spring Batch: a configuration a job, each step one screen that calls a stage.
 *
 * <p>In: a run that holds the product's lease; out: the job's outcome. Decides nothing that a stage
 * could decide.
 */
@NullMarked
package dev.updatecenter.app.jobs;

import org.jspecify.annotations.NullMarked;

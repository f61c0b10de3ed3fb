/**
 * Hostile bytes for every reader of what an OEM hands in.
 *
 * <p>In: seeds and what grew from them; out: nothing, as long as a reader answers with findings.
 * The suite runs a short, fixed form; {@code pipeline/bench/fuzz} lets a coverage-guided fuzzer
 * run.
 */
@NullMarked
package dev.updatecenter.fuzz;

import org.jspecify.annotations.NullMarked;

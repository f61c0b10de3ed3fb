/**
 * Says what people decide on before a release is signed or a ring moved, and what that would change
 * for whom.
 *
 * <p>In: what a release or a flight asks for, with what stands now; out: a {@link
 * dev.updatecenter.stage.planning.BoundPlan} with one digest, and its file. Changes nothing, asks
 * no device, counts no approval.
 */
@NullMarked
package dev.updatecenter.stage.planning;

import org.jspecify.annotations.NullMarked;

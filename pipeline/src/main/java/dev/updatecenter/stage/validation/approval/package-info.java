/**
 * Who answers for what: signed approvals over exactly one digest, before a key is used for it, and
 * signed acts.
 *
 * <p>In: a policy, what is asked for, every recorded document; out: enough, waiting or rejected,
 * and why a document does not count. Reads no clock and no file, holds no key, believes no row.
 */
@NullMarked
package dev.updatecenter.stage.validation.approval;

import org.jspecify.annotations.NullMarked;

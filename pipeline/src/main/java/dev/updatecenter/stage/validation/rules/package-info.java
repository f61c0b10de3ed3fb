/**
 * The rules, one a file.
 *
 * <p>In: an {@code Examination}; out: findings. A rule keeps no state and stops no other rule.
 */
@NullMarked
package dev.updatecenter.stage.validation.rules;

import org.jspecify.annotations.NullMarked;

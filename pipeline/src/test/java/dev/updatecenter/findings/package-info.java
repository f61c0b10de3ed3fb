/**
 * A passing and a failing example of every code about device models and packages (UC2, UC3).
 *
 * <p>In: recipes; out: {@code target/findings/<code>/fail} and {@code pass}, judged as a user would
 * have them judged. Keeps no opaque file: each example is what its recipe writes.
 */
@NullMarked
package dev.updatecenter.findings;

import org.jspecify.annotations.NullMarked;

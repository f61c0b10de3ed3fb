/**
 * What CI servers read of a validation: SARIF, JUnit's XML, GitHub's workflow commands.
 *
 * <p>In: findings, and the repository that the release lies in; out: text. Judges nothing, writes
 * no file, and names no path of the machine.
 */
@NullMarked
package dev.updatecenter.app.api.ci;

import org.jspecify.annotations.NullMarked;

/**
 * What was signed, in a database.
 *
 * <p>In: artifacts; out: the same after a restart. Holds no key.
 */
@NullMarked
package dev.updatecenter.stage.signing.jdbc;

import org.jspecify.annotations.NullMarked;

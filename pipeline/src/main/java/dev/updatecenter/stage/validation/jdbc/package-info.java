/**
 * What was judged, and whose certificates may submit, in a database.
 *
 * <p>In: outcomes of validation; out: the same after a restart. Judges nothing.
 */
@NullMarked
package dev.updatecenter.stage.validation.jdbc;

import org.jspecify.annotations.NullMarked;

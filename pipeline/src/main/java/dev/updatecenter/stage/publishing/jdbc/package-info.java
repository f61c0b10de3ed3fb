/**
 * What was published, in a database.
 *
 * <p>In: published releases; out: the same after a restart. Publishes nothing.
 */
@NullMarked
package dev.updatecenter.stage.publishing.jdbc;

import org.jspecify.annotations.NullMarked;

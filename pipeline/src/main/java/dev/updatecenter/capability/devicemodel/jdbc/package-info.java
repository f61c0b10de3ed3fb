/**
 * Keeps registered products in a relational database.
 *
 * <p>In: registered products; out: the same, rebuilt from their documents. Never alters a document,
 * and knows no SQL dialect.
 */
@NullMarked
package dev.updatecenter.capability.devicemodel.jdbc;

import org.jspecify.annotations.NullMarked;

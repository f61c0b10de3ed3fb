/**
 * The composition database of an OEM custom package: which cabinets it is made of.
 *
 * <p>In: {@code Flash.BSPDB.xml}; out: typed facts with positions, and the document again, the same
 * bytes for the same facts. Opens no cabinet and never takes a digest on trust for another.
 */
@NullMarked
package dev.updatecenter.capability.format.compdb;

import org.jspecify.annotations.NullMarked;

/**
 * Builds packages: a folder into a cabinet with its catalogs, package cabinets and their
 * composition database into an OEM custom package.
 *
 * <p>In: files and the facts about them; out: the same package for the same input, with room for a
 * signature. Holds no key, changes no input, publishes nothing.
 */
@NullMarked
package dev.updatecenter.capability.packaging;

import org.jspecify.annotations.NullMarked;

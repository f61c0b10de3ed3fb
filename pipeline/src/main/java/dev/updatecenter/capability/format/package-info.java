/**
 * What package formats share: their names, what an inspection yields, how content is refused.
 *
 * <p>In: files that nobody trusts; out: identities, entries and findings. A sub-package reads one
 * format and knows this root alone; only {@code ocp} and {@code inspect} join several formats, and
 * nothing here knows them. Never runs, signs or changes a package.
 */
@NullMarked
package dev.updatecenter.capability.format;

import org.jspecify.annotations.NullMarked;

/**
 * Plain factories from configuration to adapters: the only place that names adapters.
 *
 * <p>In: a {@code Home} and its {@code Configuration}; out: stages ready to run. Decides nothing
 * about content.
 */
@NullMarked
package dev.updatecenter.app.wiring;

import org.jspecify.annotations.NullMarked;

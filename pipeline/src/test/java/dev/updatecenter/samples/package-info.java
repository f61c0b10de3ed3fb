/** The recipes of every binary under samples/, and the tests that hold the samples to them. */
@NullMarked
package dev.updatecenter.samples;

import org.jspecify.annotations.NullMarked;

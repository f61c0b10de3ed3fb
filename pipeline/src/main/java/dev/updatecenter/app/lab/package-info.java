/**
 * Throw-away certificates and a timestamp authority for the demo and the tests.
 *
 * <p>In: a folder, a clock, randomness; out: keys and signatures with TEST in every name. Never
 * holds or touches a real key, never listens on anything but loopback.
 */
@NullMarked
package dev.updatecenter.app.lab;

import org.jspecify.annotations.NullMarked;

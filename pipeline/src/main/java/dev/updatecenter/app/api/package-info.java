/**
 * The JSON shapes that scripts rely on, shared by the command line and the web.
 *
 * <p>In: results of stages; out: records whose component names are the JSON keys. Prints nothing.
 */
@NullMarked
package dev.updatecenter.app.api;

import org.jspecify.annotations.NullMarked;

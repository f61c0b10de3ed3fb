/** The command line: parses, runs or launches, prints. */
@NullMarked
package dev.updatecenter.app.cli;

import org.jspecify.annotations.NullMarked;

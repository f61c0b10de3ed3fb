/** What tests of several rooms share. */
@NullMarked
package dev.updatecenter.testing;

import org.jspecify.annotations.NullMarked;

/** Tests of the house as a whole: what may know what, what every file has to carry. */
@NullMarked
package dev.updatecenter;

import org.jspecify.annotations.NullMarked;

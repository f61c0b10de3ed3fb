/**
 * Publishers that are killed, over a line that fails, while devices poll all the time.
 *
 * <p>A seed and a number of rounds -> what devices saw, what the store holds, what was not as it
 * should be.
 *
 * <p>Never looks away: what it cannot explain is a fault.
 */
@NullMarked
package dev.updatecenter.chaos;

import org.jspecify.annotations.NullMarked;

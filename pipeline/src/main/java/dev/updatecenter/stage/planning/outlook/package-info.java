/**
 * Looks ahead: what devices of a ring are offered now, and what they would be by a flight.
 *
 * <p>In: what a ring offers, what its devices last said to run, a release that is not flighted yet;
 * out: a {@link dev.updatecenter.stage.planning.outlook.RingOutlook}, and findings about devices
 * that it leaves behind. Decides by the code that devices run; starts nothing, writes nothing.
 */
@NullMarked
package dev.updatecenter.stage.planning.outlook;

import org.jspecify.annotations.NullMarked;

/**
 * The negative cases of the TUF client workflow (TUF 5), and the positive ones beside them.
 *
 * <p>A repository in memory and what is done to it -> what a client has to say.
 *
 * <p>Judges nothing itself: two tests run the cases against our client and against one of others.
 */
@NullMarked
package dev.updatecenter.testing.workflow;

import org.jspecify.annotations.NullMarked;

/**
 * Takes a submission in: reads {@code release.yaml}, copies every input once into {@code
 * work/<sha256>}.
 *
 * <p>In: a release document and the files it names; out: an {@code UpdateSubmission}. Judges no
 * content and holds no key.
 */
@NullMarked
package dev.updatecenter.stage.submission;

import org.jspecify.annotations.NullMarked;

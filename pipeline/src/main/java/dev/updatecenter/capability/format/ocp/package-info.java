/**
 * OEM custom packages: the outer cabinet joined with its composition database.
 *
 * <p>In: a cabinet; out: the database, the members with their digests, and where the two disagree.
 * May import the rooms of cabinets and composition databases, which do not know it; never unpacks
 * to disk, never looks into a member.
 */
@NullMarked
package dev.updatecenter.capability.format.ocp;

import org.jspecify.annotations.NullMarked;

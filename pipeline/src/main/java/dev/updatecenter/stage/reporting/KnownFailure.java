package dev.updatecenter.stage.reporting;

/**
 * What a failure code tells people.
 *
 * @param name a few words
 * @param meaning what happened on the device
 * @param firstAid what to look at first
 * @param listed whether the code itself is known; else only the component it comes from
 */
public record KnownFailure(String name, String meaning, String firstAid, boolean listed) {}

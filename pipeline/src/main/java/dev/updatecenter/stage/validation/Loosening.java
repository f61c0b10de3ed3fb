package dev.updatecenter.stage.validation;

/**
 * That a release asks less of a ring than policy.yaml lets it.
 *
 * @param key what is looser, as release.yaml calls it: {@code gate.soak}
 * @param message what it is, and what the policy asks for
 */
public record Loosening(String key, String message) {}

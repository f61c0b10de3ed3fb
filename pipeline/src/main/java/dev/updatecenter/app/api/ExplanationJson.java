package dev.updatecenter.app.api;

/**
 * The result of {@code explain}.
 *
 * @param text Markdown
 */
public record ExplanationJson(int schemaVersion, String code, String text) {}

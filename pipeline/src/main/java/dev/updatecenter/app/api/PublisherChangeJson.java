package dev.updatecenter.app.api;

/**
 * The result of {@code publisher register} and {@code publisher retire}.
 *
 * @param certificate its SHA-256, hex
 * @param state {@code registered} or {@code retired}
 */
public record PublisherChangeJson(
    int schemaVersion, String product, String certificate, String state) {}

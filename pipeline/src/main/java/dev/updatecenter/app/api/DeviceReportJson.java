package dev.updatecenter.app.api;

/**
 * The result of {@code device report}.
 *
 * @param place where in the drop box the report lies
 */
public record DeviceReportJson(
    int schemaVersion, String id, String device, String state, String place) {}

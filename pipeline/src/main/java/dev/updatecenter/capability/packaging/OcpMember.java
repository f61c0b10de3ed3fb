package dev.updatecenter.capability.packaging;

import java.nio.file.Path;

/**
 * A package cabinet to put into an OEM custom package.
 *
 * @param fileName its name there, such as {@code Contoso.Touch.cab}
 * @param file where it lies now
 */
public record OcpMember(String fileName, Path file) {}

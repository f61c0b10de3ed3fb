package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import java.time.Instant;

/**
 * A device whose reports count.
 *
 * @param product of which product
 * @param device which device
 * @param ring in which ring
 * @param enrolledAt since when
 */
public record EnrolledDevice(
    ProductName product, DeviceId device, RingName ring, Instant enrolledAt) {}

package dev.updatecenter.device;

/**
 * What a scan goes by once a product's metadata is verified.
 *
 * @param before what the device remembered
 * @param view what is signed
 * @param time the device's, moved forward by it
 */
record ScanView(DeviceMemory before, RingView view, DeviceClock time) {}

/**
 * What a device is: the SMBIOS fields that name it, its computer hardware ids, the registered
 * device models.
 *
 * <p>In: SMBIOS tables, the add-on kit's files, product.yaml, all untrusted; out: device models,
 * hardware targets, findings UC2xxx. Never decides what a device gets, and writes no file.
 */
@NullMarked
package dev.updatecenter.capability.devicemodel;

import org.jspecify.annotations.NullMarked;

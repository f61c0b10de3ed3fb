package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.catalog.CatalogContent;
import dev.updatecenter.capability.format.catalog.CatalogWriter;
import dev.updatecenter.capability.format.catalog.MemberFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A catalog that a package is to have.
 *
 * @param name in the package
 * @param date of the driver, else the first that cabinets know: what a package says must follow
 *     from its files, or two builds of the same files would be two submissions
 * @param hardwareIds what the driver is for; none in a CBS package
 */
record CatalogPlan(String name, LocalDate date, Set<String> hardwareIds) {
  static final LocalDate NO_DATE = CabinetInput.FIXED_DATE.toLocalDate();

  CatalogPlan {
    hardwareIds = Collections.unmodifiableSet(new LinkedHashSet<>(hardwareIds));
  }

  /** One catalog of several INFs: the later date, the ids of all. */
  CatalogPlan and(CatalogPlan other) {
    Set<String> all = new LinkedHashSet<>(hardwareIds);
    all.addAll(other.hardwareIds);
    return new CatalogPlan(name, date.isAfter(other.date) ? date : other.date, all);
  }

  byte[] write(List<MemberFile> files) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("OSAttr", CatalogContent.WINDOWS_10);
    int number = 1;
    for (String id : hardwareIds) {
      attributes.put("HWID" + number++, id);
    }
    Instant made = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return CatalogWriter.write(
        new CatalogContent(files, attributes, CatalogContent.WINDOWS_10, made));
  }
}

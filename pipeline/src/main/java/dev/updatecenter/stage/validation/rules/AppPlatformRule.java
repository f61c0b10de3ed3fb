package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.TargetPlatform;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An app asks for no Windows that a device of the release may not have: UC3225 its lowest version,
 * UC3226 its device family, UC3227 a package of the bundle for the processor.
 */
public final class AppPlatformRule implements ValidationRule {
  private static final String UNIVERSAL = "windows.universal";

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<DeviceModel> model = examination.product().map(RegisteredProduct::model);
    // A device may take the release from here on; it left the factory with the baseline.
    Optional<PackageVersion> floor =
        Stream.concat(
                model.map(DeviceModel::baselineOs).stream(),
                examination.submission().manifest().requires().os().stream())
            .max(PackageVersion::compareTo);
    for (InspectedPackage p : examination.packages()) {
      for (List<TargetPlatform> app : installed(p, model, report)) {
        check(p, app, model, floor, report);
      }
    }
  }

  /** The targets of each package that such a device would install; several for a bundle only. */
  private static Collection<List<TargetPlatform>> installed(
      InspectedPackage p, Optional<DeviceModel> model, Consumer<Finding> report) {
    List<TargetPlatform> all = p.contents().targets();
    if (p.contents().format() != PackageFormat.MSIXBUNDLE || model.isEmpty() || all.isEmpty()) {
      return byPackage(all);
    }
    Architecture arch = model.get().arch();
    List<TargetPlatform> own = all.stream().filter(t -> runs(t, model.get(), true)).toList();
    List<TargetPlatform> fit = all.stream().filter(t -> runs(t, model.get(), false)).toList();
    if (fit.isEmpty()) {
      report.accept(
          error("UC3227", p, "the bundle has no package that a processor of " + arch + " runs")
              .at(p.file().shownAs(), 0, 0)
              .because("no device of this model can install it")
              .fixedBy("bundle a package for " + arch));
    }
    return byPackage(own.isEmpty() ? fit : own);
  }

  private static boolean runs(TargetPlatform target, DeviceModel model, boolean exactly) {
    return target
        .architecture()
        .map(built -> exactly ? built == model.arch() : AppProcessors.run(built, model))
        .orElse(!exactly);
  }

  private static Collection<List<TargetPlatform>> byPackage(List<TargetPlatform> targets) {
    Map<String, List<TargetPlatform>> packages = new LinkedHashMap<>();
    targets.forEach(
        t -> packages.computeIfAbsent(t.position().file(), f -> new ArrayList<>()).add(t));
    return packages.values();
  }

  private static void check(
      InspectedPackage p,
      List<TargetPlatform> app,
      Optional<DeviceModel> model,
      Optional<PackageVersion> floor,
      Consumer<Finding> report) {
    Optional<Edition> edition = model.map(DeviceModel::edition);
    Optional<TargetPlatform> target = chosen(app, edition);
    if (target.isEmpty()) {
      String families = String.join(", ", app.stream().map(TargetPlatform::family).toList());
      report.accept(
          error("UC3226", p, "the app is for " + families + ", which no device of the model is")
              .at(app.get(0).position())
              .because(
                  "devices of "
                      + edition.map(Edition::wireName).orElse("")
                      + " are "
                      + edition.map(AppPlatformRule::family).orElse("")
                      + " and Windows.Universal")
              .fixedBy("add that TargetDeviceFamily to the manifest and pack the app again"));
    }
    target
        .filter(t -> floor.isPresent() && t.minVersion().compareTo(floor.get()) > 0)
        .ifPresent(
            t ->
                report.accept(
                    error("UC3225", p, "the app needs Windows " + t.minVersion())
                        .at(t.position())
                        .because(
                            "devices from "
                                + floor.orElseThrow()
                                + " on may take the release, and could not install it")
                        .fixedBy("raise requires.os of the release, or lower MinVersion")));
  }

  /** The device's own family where it is named, else the universal one (TargetDeviceFamily). */
  private static Optional<TargetPlatform> chosen(
      List<TargetPlatform> app, Optional<Edition> edition) {
    if (edition.isEmpty()) {
      return app.stream().min((a, b) -> a.minVersion().compareTo(b.minVersion()));
    }
    String own = family(edition.get()).toLowerCase(Locale.ROOT);
    return Stream.of(own, UNIVERSAL, "")
        .flatMap(f -> app.stream().filter(t -> t.family().toLowerCase(Locale.ROOT).equals(f)))
        .findFirst();
  }

  private static String family(Edition edition) {
    return switch (edition) {
      case IOT_CORE -> "Windows.IoT";
      case IOT_ENTERPRISE -> "Windows.Desktop";
    };
  }

  private static Finding error(String code, InspectedPackage p, String message) {
    return Finding.error(code, p.file().shownAs(), message);
  }
}

package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Edition;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.KernelCode;
import dev.updatecenter.stage.validation.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Will Windows load it? Kernel-mode code under our certificate loads on IoT Core only where the
 * image's Device Guard policy names our root (UC3216, UC3219) and Windows is new enough to look
 * there (UC3217), on IoT Enterprise not at all (UC3218).
 */
public final class KernelCodeRule implements ValidationRule {
  /** The first that lets an OEM sign for its own kernel. */
  private static final PackageVersion FIRST = PackageVersion.parse("10.0.17763.1577");

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<DeviceModel> model = examination.product().map(RegisteredProduct::model);
    if (model.isEmpty()) {
      return;
    }
    KernelCode code = new KernelCode(examination);
    for (InspectedPackage p : examination.packages()) {
      List<String> names = ours(code, p);
      if (names.isEmpty()) {
        continue;
      }
      if (model.get().edition() == Edition.IOT_ENTERPRISE) {
        names.forEach(name -> report.accept(enterprise(p, name)));
      } else {
        names.forEach(name -> root(p, name, model.get(), examination).ifPresent(report));
        windows(p, names.get(0), model.get(), examination).ifPresent(report);
      }
    }
  }

  private static List<String> ours(KernelCode code, InspectedPackage p) {
    try {
      return code.of(p);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Finding enterprise(InspectedPackage p, String name) {
    return Finding.error(
            "UC3218", p.file().shownAs(), quoted(p, name) + " is not signed by Microsoft")
        .at(place(p, name), 0, 0)
        .because("IoT Enterprise loads kernel-mode code that Microsoft signed, and no other")
        .fixedBy(
            "have the driver signed through the Hardware Dev Center, and name Microsoft's root"
                + " among the configured trust");
  }

  private static Optional<Finding> root(
      InspectedPackage p, String name, DeviceModel model, Examination examination) {
    List<ContentDigest> roots = model.codeIntegrityRoots();
    String place = place(p, name);
    if (roots.isEmpty()) {
      return Optional.of(
          Finding.error(
                  "UC3216",
                  p.file().shownAs(),
                  "kernel-mode " + quoted(p, name) + " would load only by a certificate of ours")
              .at(place, 0, 0)
              .because("product.yaml names no root that the image's Device Guard policy trusts")
              .fixedBy("write the SHA-256 of that root into codeIntegrity.roots"));
    }
    if (examination.signing().isEmpty()) {
      return Optional.of(
          Finding.note(
                  "UC3219",
                  p.file().shownAs(),
                  "whether the signing chain is one of codeIntegrity.roots is asked at submit")
              .at(place, 0, 0)
              .because("no signing key is opened here")
              .fixedBy(""));
    }
    SigningRoots ours = SigningRoots.of(examination.signing(), examination.anchors());
    return roots.stream().anyMatch(ours::contains)
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                    "UC3216",
                    p.file().shownAs(),
                    "kernel-mode "
                        + quoted(p, name)
                        + " would be signed below another root than"
                        + " codeIntegrity.roots names")
                .at(place, 0, 0)
                .because("the signing chain leads to " + ours)
                .fixedBy("sign with a certificate below a named root, or name this one"));
  }

  private static Optional<Finding> windows(
      InspectedPackage p, String name, DeviceModel model, Examination examination) {
    PackageVersion factory = model.baselineOs();
    PackageVersion asked = examination.submission().manifest().requires().os().orElse(factory);
    PackageVersion least = asked.compareTo(factory) > 0 ? asked : factory;
    return least.compareTo(FIRST) >= 0
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                    "UC3217",
                    p.file().shownAs(),
                    "kernel-mode " + quoted(p, name) + " may reach Windows " + least)
                .at(place(p, name), 0, 0)
                .because("Windows looks for an OEM's own root from " + FIRST + " on")
                .fixedBy("write requires: { os: \">=" + FIRST + "\" } into release.yaml"));
  }

  private static String place(InspectedPackage p, String name) {
    String shownAs = p.file().shownAs();
    if (name.isEmpty()) {
      return shownAs; // the file is the executable itself
    }
    return shownAs.endsWith("/") ? shownAs + name.replace('\\', '/') : shownAs + "!" + name;
  }

  private static String quoted(InspectedPackage p, String name) {
    return "'" + (name.isEmpty() ? p.file().shownAs() : name) + "'";
  }
}

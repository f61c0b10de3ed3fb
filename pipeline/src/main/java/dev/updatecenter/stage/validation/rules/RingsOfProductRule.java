package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** UC3221: every ring of a release is one of its product's. */
public final class RingsOfProductRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<List<RingName>> rings =
        examination.product().map(RegisteredProduct::model).map(m -> m.rings());
    if (rings.isEmpty()) {
      return;
    }
    ReleaseManifest manifest = examination.submission().manifest();
    for (RingSettings settings : manifest.rings()) {
      RingName ring = settings.ring();
      if (!rings.get().contains(ring)) {
        report.accept(
            Finding.error("UC3221", ring.value(), "the product has no ring '" + ring + "'")
                .at(manifest.placeOf(ring))
                .because("its rings are " + names(rings.get()) + ": no device could ask for it")
                .fixedBy("mend the name, or add the ring to product.yaml"));
      }
    }
  }

  private static String names(List<RingName> rings) {
    return String.join(", ", rings.stream().map(RingName::value).toList());
  }
}

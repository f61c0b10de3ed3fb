package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.ModelOverlap;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges what would be registered: each by itself, against the others, against what is there. */
final class ImportCheck {
  private final Map<ProductName, DeviceModel> registered = new LinkedHashMap<>();

  ImportCheck(List<RegisteredProduct> registered) {
    registered.forEach(r -> this.registered.put(r.model().product(), r.model()));
  }

  /** Everything that is wrong. */
  List<Finding> check(List<ProductDraft> drafts) {
    List<Finding> findings = new ArrayList<>();
    Map<ProductName, DeviceModel> all = new LinkedHashMap<>(registered);
    Map<ProductName, DeviceModel> fresh = new LinkedHashMap<>();
    for (ProductDraft draft : drafts) {
      findings.addAll(draft.findings());
      draft
          .model()
          .ifPresent(
              model -> {
                if (fresh.put(model.product(), model) != null) {
                  findings.add(twice(model));
                }
              });
    }
    // What is imported takes the place of what was registered under its name.
    all.putAll(fresh);
    fresh.values().forEach(model -> findings.addAll(ModelOverlap.check(model, all.values())));
    return findings;
  }

  private static Finding twice(DeviceModel model) {
    return Finding.error(
            "UC1011",
            model.product().value(),
            "the workspace has several products '" + model.product() + "'")
        .because("a product has one architecture and one product.yaml")
        .fixedBy("give each a name of its own in its product.yaml");
  }
}

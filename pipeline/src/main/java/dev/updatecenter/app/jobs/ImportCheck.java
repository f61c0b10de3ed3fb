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
    Map<ProductName, ProductDraft> fresh = new LinkedHashMap<>();
    for (ProductDraft draft : drafts) {
      findings.addAll(draft.findings());
      draft
          .model()
          .ifPresent(
              model -> {
                ProductDraft other = fresh.putIfAbsent(model.product(), draft);
                if (other != null) {
                  findings.add(twice(model, draft, other));
                }
              });
    }
    // What is imported takes the place of what was registered under its name.
    Map<ProductName, DeviceModel> others = new LinkedHashMap<>(registered);
    others.keySet().removeAll(fresh.keySet());
    for (ProductDraft draft : fresh.values()) {
      DeviceModel model = draft.model().orElseThrow();
      ModelOverlap.check(model, others.values())
          .forEach(finding -> findings.add(finding.at(draft.place())));
      // Each pair once: the next one is held against this one, too.
      others.put(model.product(), model);
    }
    return findings;
  }

  private static Finding twice(DeviceModel model, ProductDraft draft, ProductDraft other) {
    return Finding.error(
            "UC1011",
            model.product().value(),
            "the workspace has several products '"
                + model.product()
                + "': here and in "
                + other.files().folder())
        .at(draft.files().folder().toString(), 0, 0)
        .because("a product has one architecture and one product.yaml")
        .fixedBy("give each a name of its own in its product.yaml");
  }
}

package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Imports products: judges everything first, then registers all or nothing. */
public final class ProductImport {
  private final Wiring wiring;

  /** Imports into the home of a wiring. */
  public ProductImport(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What an import came to.
   *
   * @param products those registered; none when a finding is an error
   * @param findings everything noticed
   */
  public record Result(List<ProductRegistration.Result> products, List<Finding> findings) {
    /** Copies. */
    public Result {
      products = List.copyOf(products);
      findings = List.copyOf(findings);
    }

    /** Whether an error stood against it. */
    public boolean refused() {
      return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    /** Whether anything is another than before. */
    public boolean changed() {
      return products.stream().anyMatch(p -> p.state() != ProductRegistration.State.UNCHANGED);
    }
  }

  /** Imports a workspace: all of its products, or the one of a name. */
  public Result workspace(Path folder, Optional<ProductName> name) throws IOException {
    return sources(List.of(folder), name);
  }

  /**
   * Imports a workspace or the files of one product. Nothing is created before all is judged.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 2 without a policy, 5 when
   *     there is no such product, 9 when a policy would change that takes approvals
   */
  public Result sources(List<Path> sources, Optional<ProductName> name) throws IOException {
    ImportSources.Found found = new ImportSources(sources).find(name);
    List<ReleaseDraft> releases = releases(found);
    Result judged = new Result(List.of(), judge(found, releases));
    if (judged.refused()) {
      return judged;
    }
    for (int i = 0; i < releases.size(); i++) {
      requireWritable(found.drafts().get(i), releases.get(i));
    }
    for (ProductDraft draft : found.drafts()) {
      requireApproved(draft);
    }
    List<ProductRegistration.Result> results = new ArrayList<>();
    for (int i = 0; i < releases.size(); i++) {
      results.add(new ProductRegistration(wiring).register(found.drafts().get(i), releases.get(i)));
    }
    return new Result(results, judged.findings());
  }

  /** Asked of each before the first is registered, and again with the lease. */
  private void requireApproved(ProductDraft draft) {
    Optional<RegisteredProduct> before =
        draft.model().flatMap(m -> wiring.models().find(m.product()));
    ProductRegistration.change(before, draft.policyYaml())
        .ifPresent(change -> new PolicyApproval(wiring).check(before.orElseThrow(), change));
  }

  /** A product that is registered while its documents are refused would be half an import. */
  private static void requireWritable(ProductDraft draft, ReleaseDraft release) throws IOException {
    for (Optional<NewFile> file : List.of(draft.derived(), release.file())) {
      if (file.isPresent()) {
        file.get().require();
      }
    }
  }

  /** What an import would find, without importing: creates no home and writes nothing. */
  public List<Finding> findings(List<Path> sources, Optional<ProductName> name) throws IOException {
    ImportSources.Found found = new ImportSources(sources).find(name);
    return judge(found, releases(found));
  }

  private List<Finding> judge(ImportSources.Found found, List<ReleaseDraft> releases) {
    List<Finding> findings = new ArrayList<>(found.findings());
    findings.addAll(new ImportCheck(registered()).check(found.drafts()));
    releases.forEach(release -> findings.addAll(release.findings()));
    return findings;
  }

  /** One for each draft. */
  private static List<ReleaseDraft> releases(ImportSources.Found found) throws IOException {
    List<ReleaseDraft> releases = new ArrayList<>();
    for (ProductDraft draft : found.drafts()) {
      Path root = found.root().orElse(draft.files().folder());
      releases.add(ReleaseDraft.of(draft, root));
    }
    return releases;
  }

  private List<RegisteredProduct> registered() {
    return wiring.home().hasDatabase() ? wiring.models().list() : List.of();
  }
}

package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.DeviceModelDraft;
import dev.updatecenter.capability.devicemodel.Located;
import dev.updatecenter.capability.devicemodel.MachineIdentityAgreement;
import dev.updatecenter.capability.devicemodel.OemLicenceRules;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.Provenance;
import dev.updatecenter.capability.devicemodel.SmbiosField;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.PolicyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an import would register, read and judged; nothing is changed yet.
 *
 * @param files what it is read from
 * @param model empty where the files do not suffice, which a finding tells
 * @param productYaml the document, as written or as derived
 * @param policyYaml the policy, as written
 * @param policy empty where a finding says why
 * @param provenance where the values of the document come from
 * @param findings everything noticed
 */
record ProductDraft(
    ProductFiles files,
    Optional<DeviceModel> model,
    String productYaml,
    String policyYaml,
    Optional<Policy> policy,
    Provenance provenance,
    List<Finding> findings) {
  private static final String DOCUMENT = "product.yaml";

  /** Copies. */
  ProductDraft {
    findings = List.copyOf(findings);
  }

  /**
   * Reads files.
   *
   * @param given the name that the command line gives
   * @throws UpdateCenterException exit 2 without a policy, or when nothing says the name
   */
  static ProductDraft read(ProductFiles files, Optional<ProductName> given) throws IOException {
    Path policyFile = files.policyYaml().orElseThrow(() -> noPolicy(files));
    byte[] policyYaml = ProductFiles.bytes(policyFile);
    PolicyDocument.Parsed policy = PolicyDocument.read(policyYaml, policyFile.toString());
    List<Finding> findings = new ArrayList<>(policy.findings());
    List<DeclaredIdentity> kit = files.declared();
    Optional<DeviceModel> model;
    Provenance provenance;
    String yaml = "";
    if (files.productYaml().isPresent()) {
      Path file = files.productYaml().get();
      byte[] content = ProductFiles.bytes(file);
      ProductDocument document = ProductDocument.read(content, file.toString());
      yaml = new String(content, StandardCharsets.UTF_8);
      model = document.model();
      provenance = Provenance.of(document.declared());
      findings.addAll(agreement(document.declared(), kit));
    } else {
      DeviceModelDraft draft = DeviceModelDraft.of(name(files, kit, given), kit);
      model = draft.model();
      provenance = draft.provenance();
      yaml = model.map(ProductDocument::write).orElse("");
      findings.addAll(draft.findings());
    }
    model.flatMap(m -> foreign(policy, m, policyFile)).ifPresent(findings::add);
    model.ifPresent(m -> findings.addAll(noSuchRings(policy, m, policyFile)));
    return new ProductDraft(
        files,
        model,
        yaml,
        new String(policyYaml, StandardCharsets.UTF_8),
        policy.policy(),
        provenance,
        findings);
  }

  /** The document, to be written where there is none; one that is there is never changed. */
  Optional<NewFile> derived() {
    return files.productYaml().isPresent()
        ? Optional.empty()
        : Optional.of(new NewFile(files.folder().resolve(DOCUMENT), productYaml));
  }

  /** Where the files say what devices are recognized by: most of all, the Baseboard Product. */
  SourcePosition place() {
    return provenance.taken().stream()
        .filter(t -> t.what().equals(SmbiosField.BASEBOARD_PRODUCT.wireName()))
        .map(Provenance.Taken::from)
        .findFirst()
        .orElseGet(() -> SourcePosition.of(files.folder().toString()));
  }

  private static List<Finding> agreement(DeclaredIdentity document, List<DeclaredIdentity> kit) {
    List<DeclaredIdentity> all = new ArrayList<>(List.of(document));
    all.addAll(kit);
    List<Finding> findings = new ArrayList<>();
    all.forEach(d -> findings.addAll(d.findings()));
    findings.addAll(MachineIdentityAgreement.check(all));
    findings.addAll(OemLicenceRules.check(document));
    return findings;
  }

  private static ProductName name(
      ProductFiles files, List<DeclaredIdentity> kit, Optional<ProductName> given) {
    Optional<String> said =
        kit.stream().flatMap(d -> d.fact(Fact.PRODUCT).stream()).map(Located::value).findFirst();
    return given
        .or(() -> files.name().or(() -> said).map(text -> name(text, files.folder())))
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC1013", ExitCode.USAGE, "nothing says what the product is called")
                    .why("neither product.yaml nor Settings.xml is among the files")
                    .fix("give its name with --product")
                    .state("nothing was registered")
                    .build());
  }

  private static ProductName name(String text, Path folder) {
    try {
      return ProductName.of(text);
    } catch (IllegalArgumentException e) {
      throw UpdateCenterException.error("UC1016", ExitCode.USAGE, String.valueOf(e.getMessage()))
          .where(folder)
          .why("a product's name is part of paths and addresses")
          .fix("write a product.yaml with a name of that form, or import the others with --product")
          .state("nothing was registered")
          .cause(e)
          .build();
    }
  }

  private static Optional<Finding> foreign(
      PolicyDocument.Parsed policy, DeviceModel model, Path file) {
    return policy
        .product()
        .filter(name -> !name.equals(model.product().value()))
        .map(
            name ->
                Finding.error("UC1014", name, "this policy is for another product than the model")
                    .at(file.toString(), 0, 0)
                    .because("the model is " + model.product() + "; a policy binds one product")
                    .fixedBy("mend metadata.product, or put each product's own policy beside it"));
  }

  /** A bound of a ring that is misspelt would bind nothing, and nobody would be told. */
  private static List<Finding> noSuchRings(
      PolicyDocument.Parsed policy, DeviceModel model, Path file) {
    return policy.policy().map(p -> p.flights().rings()).orElse(Set.of()).stream()
        .filter(ring -> !model.rings().contains(ring))
        .map(
            ring ->
                Finding.error("UC1172", ring.value(), "the product has no ring '" + ring + "'")
                    .at(file.toString(), 0, 0)
                    .because("its rings are " + model.rings() + ": the policy would bind none")
                    .fixedBy("mend the name, or add the ring to product.yaml"))
        .toList();
  }

  private static UpdateCenterException noPolicy(ProductFiles files) {
    return UpdateCenterException.error("UC1015", ExitCode.USAGE, "there is no policy.yaml")
        .where(files.folder().resolve("policy.yaml"))
        .why("it says who may submit and how strict a release has to be; nothing runs without")
        .fix(
            "write it: apiVersion updatecenter/v1, kind Policy, metadata.product, profile (lab or"
                + " production), submitters with name and certificate ('ducctl schema policy')")
        .state("nothing was registered")
        .build();
  }
}

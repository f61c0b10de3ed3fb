package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.BuiltPackage;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Provenance;
import dev.updatecenter.capability.devicemodel.Provenance.Guess;
import dev.updatecenter.capability.devicemodel.Provenance.Taken;
import dev.updatecenter.capability.devicemodel.WorkspaceProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The release.yaml that goes with an imported product: of the newest retail package, and only where
 * none is there. One that is there belongs to people and is never changed.
 *
 * @param file what would be written; empty when there is nothing to release, or one is there
 * @param provenance where its values come from
 * @param findings why none is written, and what to look at
 */
record ReleaseDraft(Optional<NewFile> file, Provenance provenance, List<Finding> findings) {
  private static final String DOCUMENT = "release.yaml";
  private static final ReleaseDraft NONE =
      new ReleaseDraft(Optional.empty(), new Provenance(List.of(), List.of()), List.of());

  /** Copies. */
  ReleaseDraft {
    findings = List.copyOf(findings);
  }

  /**
   * Drafts the release of a product.
   *
   * @param root of the workspace, where people keep a release.yaml, too
   */
  static ReleaseDraft of(ProductDraft draft, Path root) throws IOException {
    Optional<WorkspaceProduct> product = draft.files().workspace();
    Optional<BuiltPackage> newest = product.flatMap(WorkspaceProduct::newestRetail);
    if (newest.isEmpty() || draft.model().isEmpty()) {
      return NONE;
    }
    DeviceModel model = draft.model().get();
    for (Path folder : List.of(draft.files().folder(), root)) {
      Path there = folder.resolve(DOCUMENT);
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)
          && (folder.equals(draft.files().folder()) || isOf(model, there))) {
        return kept(there, newest.get());
      }
    }
    return fresh(draft, model, product.orElseThrow().built(), newest.get());
  }

  private static boolean isOf(DeviceModel model, Path release) throws IOException {
    return read(release).filter(m -> m.product().equals(model.product())).isPresent();
  }

  private static Optional<ReleaseManifest> read(Path release) throws IOException {
    return Files.isRegularFile(release, LinkOption.NOFOLLOW_LINKS)
        ? ReleaseDocument.read(ProductFiles.bytes(release), release.toString()).manifest()
        : Optional.empty();
  }

  private static ReleaseDraft kept(Path there, BuiltPackage newest) throws IOException {
    Optional<PackageVersion> version = read(there).map(ReleaseManifest::version);
    boolean current = version.filter(newest.version()::equals).isPresent();
    Finding finding =
        Finding.note(
                "UC2046",
                DOCUMENT,
                "this release.yaml stays as it is"
                    + version.map(v -> ", of " + v).orElse("")
                    + "; the newest retail build is "
                    + newest.version())
            .at(there.toString(), 0, 0)
            .because("An import writes one where there is none, and never over what people wrote.")
            .fixedBy("Edit it, or move it away and import again.");
    return current ? NONE : new ReleaseDraft(NONE.file, NONE.provenance, List.of(finding));
  }

  private static ReleaseDraft fresh(
      ProductDraft draft, DeviceModel model, List<BuiltPackage> built, BuiltPackage newest) {
    Path folder = draft.files().folder();
    String text = ReleaseYaml.of(model, newest, folder);
    Path file = folder.resolve(DOCUMENT);
    List<Finding> findings =
        ReleaseDocument.read(text.getBytes(StandardCharsets.UTF_8), file.toString()).findings();
    if (!findings.isEmpty()) {
      return new ReleaseDraft(Optional.empty(), NONE.provenance, List.of(notWritable(newest)));
    }
    return new ReleaseDraft(
        Optional.of(new NewFile(file, text)), provenance(model, built), List.of());
  }

  private static Finding notWritable(BuiltPackage newest) {
    return Finding.warning("UC2049", DOCUMENT, "no release.yaml can name this package")
        .at(newest.cabinet().toString(), 0, 0)
        .because("A path in release.yaml is one line of at most 1,024 characters, without a \\.")
        .fixedBy("Name the folders above it otherwise, or write release.yaml by hand.");
  }

  private static Provenance provenance(DeviceModel model, List<BuiltPackage> built) {
    List<Taken> taken = new ArrayList<>();
    for (BuiltPackage each : built) {
      taken.add(
          new Taken(
              "ocp (" + each.configuration() + ")",
              each.version().toString(),
              SourcePosition.of(each.cabinet().toString())));
    }
    return new Provenance(
        taken,
        List.of(
            new Guess(
                "release.requires",
                "os >=" + model.baselineOs() + ", ocp >=" + model.baselineOcp(),
                "what devices left the factory with"),
            new Guess(
                "release.rings",
                model.rings().toString(),
                "gates and ramps that are usual; widen or narrow them before the first flight")));
  }
}

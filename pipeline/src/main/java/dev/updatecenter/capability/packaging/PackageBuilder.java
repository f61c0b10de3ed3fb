package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds a package from a folder: a driver folder or a CBS folder becomes a cabinet with its
 * catalogs, a folder of package cabinets an OEM custom package. The same files give the same bytes.
 * Nothing is signed, and the folder is not touched. What a submission would refuse for its content
 * is refused here; the file appears whole or not at all.
 */
public final class PackageBuilder {
  // As a submission asks of what is published under its own name (UC3211).
  private static final Pattern PUBLISHABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Progress progress;

  /** Builds and tells how far it came. */
  public PackageBuilder(Progress progress) {
    this.progress = progress;
  }

  /**
   * Builds a package.
   *
   * @param folder only read
   * @param out its folder exists; the file, if it is there, must be the very same
   * @throws UpdateCenterException UC1080 a folder of which nothing can be built, UC1081 something
   *     in it that no package can hold, UC1082 another file lies at {@code out}, UC1083 a name that
   *     gives an OEM custom package no version, UC1084 packages for no or several architectures
   */
  public BuiltPackage build(Path folder, Path out) throws IOException {
    SourceFolder source = SourceFolder.list(folder, out);
    SourceFolder.Content content = source.content().orElseThrow(() -> nothingToBuild(folder));
    Path target = out.toAbsolutePath();
    // A folder of its own, on the same disk: what is in it can be moved, and has usual rights.
    Path work = Files.createTempDirectory(parent(target), ".package");
    Path working = work.resolve("working.cab");
    try {
      return judged(draft(content, source, out, working), working, target);
    } finally {
      Files.deleteIfExists(working);
      Files.delete(work);
    }
  }

  private PackageDraft draft(
      SourceFolder.Content content, SourceFolder source, Path out, Path working)
      throws IOException {
    try {
      return switch (content) {
        case CBS -> new CatalogedCabinet(progress).ofPackage(source, working);
        case DRIVER -> new CatalogedCabinet(progress).ofDriver(source, working);
        case PACKAGES -> new PackageFolder(progress).write(source, name(out), working);
      };
    } catch (MalformedPackageException e) {
      return new PackageDraft(List.of(), e.findings(name(out)));
    }
  }

  private BuiltPackage judged(PackageDraft draft, Path working, Path target) throws IOException {
    List<Finding> findings = new ArrayList<>(draft.findings());
    if (BuiltPackage.refuses(findings)) {
      return refused(PackageFormat.UNKNOWN, findings);
    }
    PackageContents contents;
    try (Progress.Task task = progress.begin("Checking", 1, Progress.Unit.ITEMS)) {
      contents = PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(working, name(target));
      task.advance(1);
    }
    findings.addAll(contents.allFindings());
    if (contents.format() != PackageFormat.OCP && !isPublishable(name(target))) {
      findings.add(notPublishable(name(target)));
    }
    if (BuiltPackage.refuses(findings)) {
      return refused(contents.format(), findings);
    }
    BuiltPackage.BuiltFile file =
        new BuiltPackage.BuiltFile(ContentDigest.of(working), Files.size(working));
    return new BuiltPackage(
        put(working, target, file), contents, Optional.of(file), draft.catalogs(), findings);
  }

  private static BuiltPackage.State put(Path working, Path target, BuiltPackage.BuiltFile file)
      throws IOException {
    if (Files.exists(target)) {
      if (Files.isRegularFile(target) && ContentDigest.of(target).equals(file.sha256())) {
        return BuiltPackage.State.UNCHANGED;
      }
      throw UpdateCenterException.error(
              "UC1082", ExitCode.CONFLICT, target.getFileName() + " is there already, and differs")
          .where(target)
          .why("a package that was signed or published would be lost")
          .fix("name another file, or remove this one")
          .state("nothing was written")
          .build();
    }
    Files.move(working, target, StandardCopyOption.ATOMIC_MOVE);
    return BuiltPackage.State.BUILT;
  }

  private static BuiltPackage refused(PackageFormat format, List<Finding> findings) {
    return new BuiltPackage(
        BuiltPackage.State.REFUSED,
        PackageContents.of(format, PackageIdentity.NONE, List.of(), List.of()),
        Optional.empty(),
        List.of(),
        findings);
  }

  static Finding notPublishable(String name) {
    return Finding.error("UC3211", name, "'" + name + "' cannot be published")
        .because("the name of a published package matches " + PUBLISHABLE.pattern())
        .fixedBy("choose another name");
  }

  static boolean isPublishable(String name) {
    return PUBLISHABLE.matcher(name).matches();
  }

  private static UpdateCenterException nothingToBuild(Path folder) {
    return UpdateCenterException.error(
            "UC1080", ExitCode.USAGE, "there is nothing to build from in " + folder)
        .where(folder)
        .why("it holds no INF, no update.mum, and not package cabinets alone")
        .fix("give a driver folder, a CBS package folder or a folder of package cabinets")
        .state("nothing was written")
        .build();
  }

  private static Path parent(Path target) throws NoSuchFileException {
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new NoSuchFileException(String.valueOf(parent));
    }
    return parent;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

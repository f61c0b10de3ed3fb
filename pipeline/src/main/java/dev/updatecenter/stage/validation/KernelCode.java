package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.VerificationPolicy;
import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.appx.AppxBundle;
import dev.updatecenter.capability.format.appx.AppxLimits;
import dev.updatecenter.capability.format.appx.AppxPackage;
import dev.updatecenter.capability.format.appx.AppxZip;
import dev.updatecenter.capability.format.appx.PartSink;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The code of a package that the kernel would load by our word, because Microsoft has not given its
 * own: neither on the package, nor on a catalog in it, nor inside the executable.
 */
public final class KernelCode {
  private static final String MICROSOFT = "CN=MICROSOFT ROOT ";

  private final Examination examination;

  /** Judges signatures by what an examination trusts. */
  public KernelCode(Examination examination) {
    this.examination = examination;
  }

  /**
   * The names of such executables in a package, as it spells them.
   *
   * @throws IOException if the disk fails
   */
  public List<String> of(InspectedPackage p) throws IOException {
    List<Executable> kernel =
        p.contents().executables().stream().filter(Executable::kernelMode).toList();
    if (kernel.isEmpty() || isMicrosofts(p.signature())) {
      return List.of();
    }
    Set<String> trusted = microsofts(p, kernel);
    // That such a catalog lists what it should vouch for is judged with the package.
    boolean catalog = trusted.stream().anyMatch(name -> vouches(p, name));
    return kernel.stream()
        .map(Executable::name)
        .filter(name -> !catalog && !trusted.contains(name))
        .toList();
  }

  /** Of the catalogs and signed executables, those with a whole signature by Microsoft. */
  private Set<String> microsofts(InspectedPackage p, List<Executable> kernel) throws IOException {
    Set<String> asked = new HashSet<>();
    kernel.stream().filter(Executable::signed).forEach(e -> asked.add(e.name()));
    p.contents().entries().stream()
        .filter(e -> vouches(p, e.name()))
        .forEach(e -> asked.add(e.name()));
    if (asked.isEmpty()) {
      return Set.of();
    }
    Path folder = Files.createTempDirectory("update-center-");
    List<Path> written = new ArrayList<>();
    try {
      List<String> names = new ArrayList<>();
      extract(
          p,
          name -> {
            if (!asked.contains(name)) {
              return OutputStream.nullOutputStream();
            }
            // Its own name never becomes a path.
            Path out = folder.resolve(String.valueOf(names.size()));
            names.add(name);
            written.add(out);
            return Files.newOutputStream(out);
          });
      return verified(names, written);
    } finally {
      for (Path file : written) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    }
  }

  /**
   * Takes the package's files out; an executable by itself holds none, its signature is its own.
   */
  private void extract(InspectedPackage p, PartSink out) throws IOException {
    Path file = p.file().copy();
    switch (p.contents().format()) {
      case CAB, CBS, DRIVER -> {
        try (Cabinet cabinet = Cabinet.open(file, examination.limits())) {
          cabinet.extract(member -> out.open(member.name()));
        }
      }
      case MSIX, APPX -> {
        try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
          AppxPackage.read(zip, out);
        }
      }
      case MSIXBUNDLE -> {
        try (AppxZip zip = AppxZip.open(file, AppxLimits.DEFAULT)) {
          AppxBundle.read(zip, out, inner -> part -> out.open(inner + "!" + part));
        }
      }
      default -> {}
    }
  }

  private Set<String> verified(List<String> names, List<Path> files) throws IOException {
    VerificationPolicy chain =
        new VerificationPolicy(examination.anchors(), Optional.of(examination.now()), false, false);
    Set<String> trusted = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (isMicrosofts(examination.verifier().verify(files.get(i), chain))) {
        trusted.add(names.get(i));
      }
    }
    return trusted;
  }

  /** Whether Windows would look up the package's files in it: any other catalog says nothing. */
  private static boolean vouches(InspectedPackage p, String name) {
    String key = EntryNames.key(name);
    String named = p.contents().identity().fields().getOrDefault(PackageIdentity.CATALOGS, "");
    return p.contents().format() == PackageFormat.CBS
        ? key.equals(UpdateMum.CATALOG_NAME)
        : List.of(named.split(", ", -1)).contains(key);
  }

  /** Whole, and up to a root of Microsoft's that this home trusts: a name alone proves nothing. */
  private static boolean isMicrosofts(SignatureVerdict verdict) {
    return verdict.verdict() == SignatureVerdict.Verdict.VALID
        && verdict
            .signer()
            .map(SignatureVerdict.Signer::chain)
            .filter(chain -> !chain.isEmpty())
            .filter(chain -> isMicrosofts(chain.get(chain.size() - 1)))
            .isPresent();
  }

  private static boolean isMicrosofts(String root) {
    return root.regionMatches(true, 0, MICROSOFT, 0, MICROSOFT.length());
  }
}

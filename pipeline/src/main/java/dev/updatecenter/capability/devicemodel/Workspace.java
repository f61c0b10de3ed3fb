package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A workspace of the Windows IoT Core add-on kit, as found on disk. Only found: nothing is changed,
 * and nothing outside is looked at.
 *
 * @param root the folder with {@code IoTWorkspace.xml}, links resolved
 * @param products by architecture, then name
 * @param findings about the workspace as a whole
 */
public record Workspace(Path root, List<WorkspaceProduct> products, List<Finding> findings) {
  private static final String MARKER = "IoTWorkspace.xml";
  private static final String SOURCE = "source-";

  /** Copies. */
  public Workspace {
    products = List.copyOf(products);
    findings = List.copyOf(findings);
  }

  /**
   * Finds the workspace that a folder is, or lies in.
   *
   * @return empty when neither it nor a folder above holds IoTWorkspace.xml
   */
  public static Optional<Workspace> find(Path dir) throws IOException {
    Path real = dir.toRealPath();
    for (Path at = real; at != null; at = at.getParent()) {
      WorkspaceFiles files = new WorkspaceFiles(at);
      if (files.isFile(at.resolve(MARKER))) {
        return Optional.of(read(files));
      }
    }
    return Optional.empty();
  }

  /** The products of a name, one for each architecture that has it. */
  public List<WorkspaceProduct> named(String name) {
    return products.stream().filter(p -> p.name().equals(name)).toList();
  }

  private static Workspace read(WorkspaceFiles files) throws IOException {
    List<WorkspaceProduct> products = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Path source : files.folders(files.root())) {
      String name = String.valueOf(source.getFileName());
      Optional<Architecture> arch = arch(name);
      if (arch.isPresent()) {
        for (Path folder : files.folders(source.resolve("Products"))) {
          products.add(new WorkspaceProductFinder(files, source, arch.get(), folder).find());
        }
      } else if (name.toLowerCase(Locale.ROOT).startsWith(SOURCE)) {
        findings.add(unknown(source));
      }
    }
    return new Workspace(files.root(), products, findings);
  }

  private static Finding unknown(Path source) {
    return Finding.warning(
            "UC2044", String.valueOf(source.getFileName()), "this folder names no architecture")
        .at(source.toString(), 0, 0)
        .because("Its products were passed over: what they run on is said nowhere else.")
        .fixedBy("Name it Source-arm, Source-arm64, Source-x86 or Source-x64, or remove it.");
  }

  private static Optional<Architecture> arch(String folder) {
    if (!folder.toLowerCase(Locale.ROOT).startsWith(SOURCE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Architecture.parse(folder.substring(SOURCE.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.Architecture;
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
 */
public record Workspace(Path root, List<WorkspaceProduct> products) {
  private static final String MARKER = "IoTWorkspace.xml";
  private static final String SOURCE = "source-";

  /** Copies. */
  public Workspace {
    products = List.copyOf(products);
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
        return Optional.of(new Workspace(at, products(files)));
      }
    }
    return Optional.empty();
  }

  /** The products of a name, one for each architecture that has it. */
  public List<WorkspaceProduct> named(String name) {
    return products.stream().filter(p -> p.name().equals(name)).toList();
  }

  private static List<WorkspaceProduct> products(WorkspaceFiles files) throws IOException {
    List<WorkspaceProduct> products = new ArrayList<>();
    for (Path source : files.folders(files.root())) {
      Optional<Architecture> arch = arch(String.valueOf(source.getFileName()));
      if (arch.isPresent()) {
        for (Path folder : files.folders(source.resolve("Products"))) {
          products.add(new WorkspaceProductFinder(files, source, arch.get(), folder).find());
        }
      }
    }
    return products;
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

package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the SMBIOS.CFG of a product's board support package; another board's would only seem to
 * contradict it.
 */
final class BoardIdentities {
  private static final String CFG = "SMBIOS.CFG";

  private final WorkspaceFiles files;
  private final Path boards;
  private final String product;

  BoardIdentities(WorkspaceFiles files, Path source, String product) {
    this.files = files;
    this.boards = source.resolve("BSP");
    this.product = product;
  }

  /** The files, by path; what is not there goes to the findings. */
  List<Path> find(Optional<Path> settings, List<Finding> findings) throws IOException {
    Optional<Located> named = Optional.empty();
    if (settings.isPresent()) {
      named =
          ProductSettingsXml.read(files.bytes(settings.get()), settings.get().toString())
              .fact(Fact.BSP);
    }
    if (named.isPresent()) {
      Optional<Path> own = files.folder(boards, named.get().value());
      if (own.isPresent()) {
        return below(own.get(), findings);
      }
      findings.add(noBoard(named.get()));
    }
    return ofTheOnlyOne(findings);
  }

  private List<Path> ofTheOnlyOne(List<Finding> findings) throws IOException {
    List<Path> having = new ArrayList<>();
    for (Path board : files.folders(boards)) {
      if (!files.below(board, CFG).isEmpty()) {
        having.add(board);
      }
    }
    if (having.size() > 1) {
      findings.add(several(having));
      return List.of();
    }
    return below(having.isEmpty() ? boards : having.get(0), findings);
  }

  private List<Path> below(Path folder, List<Finding> findings) throws IOException {
    List<Path> found = files.below(folder, CFG);
    if (found.isEmpty()) {
      findings.add(
          Finding.note("UC2040", CFG, "there is no " + CFG + " below it")
              .at(folder.toString(), 0, 0)
              .because("only Qualcomm firmware is built from one; what it says was not compared")
              .fixedBy("Compare with a device's table: name the dump in 'product import', too."));
    }
    return found;
  }

  private Finding noBoard(Located named) {
    String place = boards + "/" + named.value();
    return Finding.warning("UC2041", named.value(), "there is no folder " + place)
        .at(named.position())
        .because("The settings name that board support package; the kit cannot build the product.")
        .fixedBy("Restore the folder, or name the board support package that there is.");
  }

  private Finding several(List<Path> having) {
    return Finding.warning(
            "UC2048", CFG, having.size() + " board support packages have an " + CFG + " each")
        .at(boards.toString(), 0, 0)
        .because("Nothing says which one " + product + " is built with, so none was compared.")
        .fixedBy("Name its board support package in " + product + "Settings.xml, as BSP.");
  }
}

package dev.updatecenter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An OEM custom package that is taken apart, spoiled in one place and packed again. */
public final class OcpFolder {
  private final Path ocp;
  private final Map<String, CabinetInput> members = new LinkedHashMap<>();
  private String database;
  private boolean bare;

  /** Begins with a sound package of {@code packages} in a release's folder. */
  public OcpFolder(ReleaseFolder releases, String... packages) throws IOException {
    this.ocp = releases.ocp(packages);
    this.database = new String(OemCustomPackageFile.read(ocp).database().toXml(), UTF_8);
    for (String name : packages) {
      with(name + ".cab", Files.readAllBytes(releases.folder().resolve(name + ".cab")));
    }
  }

  /** Changes the composition database as a text. */
  public OcpFolder database(UnaryOperator<String> edit) {
    database = edit.apply(database);
    return this;
  }

  /** Puts the composition database in without its cabinet. */
  public OcpFolder bare() {
    bare = true;
    return this;
  }

  /** Adds or replaces a member. */
  public OcpFolder with(String name, byte[] content) {
    members.put(name, CabinetInput.of(name, content));
    return this;
  }

  /** Leaves a member out. */
  public OcpFolder without(String name) {
    members.remove(name);
    return this;
  }

  /** Packs it again, under its name. */
  public Path pack() throws IOException {
    List<CabinetInput> all = new ArrayList<>(members.values());
    byte[] xml = database.getBytes(UTF_8);
    if (bare) {
      all.add(CabinetInput.of(CompositionDatabase.FILE_NAME, xml));
    } else if (!database.isEmpty()) {
      Path cabinet = ocp.resolveSibling(CompositionDatabase.CABINET_NAME);
      CabinetWriter.write(
          cabinet,
          List.of(CabinetInput.of(CompositionDatabase.FILE_NAME, xml)),
          Compression.MSZIP,
          true);
      all.add(CabinetInput.of(CompositionDatabase.CABINET_NAME, Files.readAllBytes(cabinet)));
      Files.delete(cabinet);
    }
    CabinetWriter.write(ocp, all, Compression.NONE, true);
    return ocp;
  }
}

package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes an OEM custom package: one flat cabinet of package cabinets and {@code
 * Flash.BSPDB.xml.cab}. Members are stored in the order of their names, so the order in which they
 * are given does not matter: the same members give the same bytes.
 */
public final class OemCustomPackageWriter {
  /** Finishes the database's cabinet before it is packed, by signing it in place. */
  @FunctionalInterface
  public interface DatabaseFinisher {
    /** Leaves the cabinet as it is. */
    DatabaseFinisher NONE = file -> {};

    /** Changes the file in place; it is a working copy. */
    void finish(Path databaseCabinet) throws IOException;
  }

  /**
   * Makes a new package; the database is made from the members' manifests.
   *
   * @return the database as it was packed
   * @throws MalformedPackageException if a member is no CBS package
   */
  public CompositionDatabase write(OcpHeader header, List<OcpMember> members, Path out)
      throws IOException {
    CompositionDatabase database = new CompositionDatabaseComposer(header).compose(members);
    pack(database, members, DatabaseFinisher.NONE, out);
    return database;
  }

  /**
   * Makes a package again whose members were signed: digests and sizes are those of the files now,
   * everything else of the database stays.
   *
   * @param original lists every member by its file name
   * @return the database as it was packed
   * @throws IllegalArgumentException if a member is not listed
   */
  public CompositionDatabase write(
      CompositionDatabase original, List<OcpMember> members, DatabaseFinisher finisher, Path out)
      throws IOException {
    CompositionDatabase database = original;
    for (OcpMember member : members) {
      database =
          database.withPayload(
              member.fileName(), ContentDigest.of(member.file()), Files.size(member.file()));
    }
    pack(database, members, finisher, out);
    return database;
  }

  private static void pack(
      CompositionDatabase database, List<OcpMember> members, DatabaseFinisher finisher, Path out)
      throws IOException {
    Path folder = out.toAbsolutePath().getParent();
    Path databaseCabinet = Files.createTempFile(folder, "bspdb", ".cab");
    try {
      CabinetInput xml = CabinetInput.of(CompositionDatabase.FILE_NAME, database.toXml());
      CabinetWriter.write(databaseCabinet, List.of(xml), Compression.MSZIP, true);
      finisher.finish(databaseCabinet);
      List<CabinetInput> inputs = new ArrayList<>();
      for (OcpMember member : sorted(members)) {
        inputs.add(CabinetInput.of(member.fileName(), member.file()));
      }
      inputs.add(CabinetInput.of(CompositionDatabase.CABINET_NAME, databaseCabinet));
      // Members are compressed already: doing it twice costs time and wins nothing.
      CabinetWriter.write(out, inputs, Compression.NONE, true);
    } finally {
      Files.deleteIfExists(databaseCabinet);
    }
  }

  static List<OcpMember> sorted(List<OcpMember> members) {
    return members.stream().sorted(Comparator.comparing(OcpMember::fileName)).toList();
  }
}

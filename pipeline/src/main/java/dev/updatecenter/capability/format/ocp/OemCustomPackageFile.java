package dev.updatecenter.capability.format.ocp;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an OEM custom package holds.
 *
 * @param database what it says that it holds
 * @param members what it does hold, the database and the list of versions apart
 * @param findings UC3056 to UC3062, UC3066: where the two disagree, and what is wrong with the list
 */
public record OemCustomPackageFile(
    CompositionDatabase database, List<OcpMember> members, List<Finding> findings) {
  private static final int MAX_DATABASE = 32 << 20;
  private static final Pattern VERSION_LIST =
      Pattern.compile("[^/\\\\]+_OCP(_[0-9.]+)?_pkgver\\.txt", Pattern.CASE_INSENSITIVE);

  /** Copies. */
  public OemCustomPackageFile {
    members = List.copyOf(members);
    findings = List.copyOf(findings);
  }

  /**
   * Reads an OEM custom package with the default limits, in one pass.
   *
   * @throws MalformedPackageException UC3001 to UC3022 for either cabinet, UC3050 to UC3054 for the
   *     database, UC3055 if there is not exactly one
   */
  public static OemCustomPackageFile read(Path ocp) throws IOException {
    return read(ocp, CabinetLimits.DEFAULT);
  }

  /**
   * Reads an OEM custom package, in one pass.
   *
   * @throws MalformedPackageException as {@link #read(Path)}
   */
  public static OemCustomPackageFile read(Path ocp, CabinetLimits limits) throws IOException {
    try (Cabinet outer = Cabinet.open(ocp, limits)) {
      CompositionDatabase database = database(outer, limits);
      DigestingSink sink = new DigestingSink();
      outer.extract(sink);
      List<OcpMember> members =
          sink.members().stream()
              .filter(m -> !isDatabase(m.fileName()) && !isVersionList(m.fileName()))
              .toList();
      return new OemCustomPackageFile(
          database, members, MembersAgainstDatabase.compare(members, database));
    }
  }

  /** Whether an entry of that name is a composition database, bare or in its cabinet. */
  public static boolean isDatabase(String entryName) {
    String name = entryName.toLowerCase(Locale.ROOT);
    return name.equals(CompositionDatabase.CABINET_NAME.toLowerCase(Locale.ROOT))
        || name.equals(CompositionDatabase.FILE_NAME.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether an entry of that name is the list of versions that the kit's export writes beside an
   * OEM custom package: words for people, which nothing installs and nothing has to list.
   */
  public static boolean isVersionList(String entryName) {
    return VERSION_LIST.matcher(entryName).matches();
  }

  private static CompositionDatabase database(Cabinet outer, CabinetLimits limits)
      throws IOException {
    List<CabinetFile> found = outer.files().stream().filter(f -> isDatabase(f.name())).toList();
    if (found.size() != 1) {
      throw new MalformedPackageException(
          "UC3055", "holds " + found.size() + " composition databases, not one");
    }
    String name = found.get(0).name();
    byte[] bytes = outer.read(name, MAX_DATABASE);
    if (name.equalsIgnoreCase(CompositionDatabase.FILE_NAME)) {
      return CompositionDatabase.parse(bytes, name);
    }
    try (Cabinet inner = Cabinet.open(bytes, limits.inside())) {
      if (inner.files().size() != 1) {
        throw new MalformedPackageException(
            "UC3055", name + " holds " + inner.files().size() + " files, not one database");
      }
      String file = inner.files().get(0).name();
      return CompositionDatabase.parse(inner.read(file, MAX_DATABASE), file);
    }
  }
}

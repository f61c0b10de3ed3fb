package dev.updatecenter.capability.packaging;

import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.capability.format.compdb.CompDbPackage;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Makes the composition database of members, from their own manifests. */
final class CompositionDatabaseComposer {
  private static final SourcePosition HERE = SourcePosition.of(CompositionDatabase.FILE_NAME);
  private static final int MAX_MANIFEST = 16 << 20;

  private final OcpHeader header;

  CompositionDatabaseComposer(OcpHeader header) {
    this.header = header;
  }

  CompositionDatabase compose(List<OcpMember> members) throws IOException {
    List<CompDbPackage> packages = new ArrayList<>();
    for (OcpMember member : OemCustomPackageWriter.sorted(members)) {
      packages.add(packageOf(member));
    }
    return CompositionDatabase.of(
        header.bspVersion(),
        header.buildArch(),
        header.osVersion(),
        header.releaseType(),
        header.bspProductName(),
        packages);
  }

  private static CompDbPackage packageOf(OcpMember member) throws IOException {
    UpdateMum mum;
    try (Cabinet cabinet = Cabinet.open(member.file(), CabinetLimits.DEFAULT)) {
      mum =
          UpdateMum.parse(
              cabinet.read(UpdateMum.FILE_NAME, MAX_MANIFEST),
              member.fileName() + "/" + UpdateMum.FILE_NAME);
    }
    return new CompDbPackage(
        mum.name(),
        mum.version(),
        mum.publicKeyToken(),
        ContentDigest.of(member.file()),
        Files.size(member.file()),
        member.fileName(),
        "Canonical",
        HERE);
  }
}

package dev.updatecenter.capability.format.cab;

/**
 * What one cabinet holds of a folder.
 *
 * @param volume the cabinet
 * @param folder its CFFOLDER
 */
record FolderPart(Volume volume, CFFolder folder) {
  CabinetBytes bytes() {
    return new CabinetBytes(volume.source(), folder.coffCabStart(), volume.header().cbCabinet());
  }
}

package dev.updatecenter.capability.format.cab;

import java.util.List;

/**
 * What a cabinet, or a set of them, holds.
 *
 * @param folders each with its parts in order, one for each cabinet that it lies in
 * @param files each once, safe names that differ; {@code folder} counts {@code folders}
 */
record CabinetContents(List<List<FolderPart>> folders, List<CabinetFile> files) {
  CabinetContents {
    folders = folders.stream().map(List::copyOf).toList();
    files = List.copyOf(files);
  }
}

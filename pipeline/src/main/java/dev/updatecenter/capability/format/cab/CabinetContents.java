package dev.updatecenter.capability.format.cab;

import java.util.List;

/**
 * What a cabinet, or a set of them, holds.
 *
 * @param folders each with its parts in order, one for each cabinet that it lies in
 * @param files each once, under safe names that differ; the number of its folder counts {@code
 *     folders}
 */
record CabinetContents(List<List<FolderPart>> folders, List<CabinetFile> files) {
  CabinetContents {
    folders = folders.stream().map(List::copyOf).toList();
    files = List.copyOf(files);
  }
}

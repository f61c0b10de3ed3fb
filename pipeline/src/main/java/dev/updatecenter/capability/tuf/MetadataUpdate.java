package dev.updatecenter.capability.tuf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to upload, in which order: every versioned file, put if absent, then the timestamp, whose
 * conditional swap makes the update live.
 */
public final class MetadataUpdate {
  private final List<MetadataFile> versioned;
  private final MetadataFile timestamp;

  MetadataUpdate(List<MetadataFile> versioned, MetadataFile timestamp) {
    this.versioned = List.copyOf(versioned);
    this.timestamp = timestamp;
  }

  /**
   * Delegated targets, targets, snapshot and last a new root: it is live as soon as it is there, so
   * the less comes between it and the timestamp the better.
   */
  public List<MetadataFile> versioned() {
    return versioned;
  }

  /** Last of all. */
  public MetadataFile timestamp() {
    return timestamp;
  }

  /** The new root, if there is one; for a new repository what devices are given to trust. */
  public Optional<MetadataFile> root() {
    return versioned.stream().filter(file -> file.role().equals(RoleName.ROOT)).findFirst();
  }

  /** The new number of every role that was signed, in upload order. */
  public Map<RoleName, MetadataVersion> versions() {
    Map<RoleName, MetadataVersion> versions = new LinkedHashMap<>();
    files().forEach(file -> versions.put(file.role(), file.version()));
    return versions;
  }

  /** Everything in upload order, the timestamp last. */
  public List<MetadataFile> files() {
    List<MetadataFile> files = new ArrayList<>(versioned);
    files.add(timestamp);
    return files;
  }
}

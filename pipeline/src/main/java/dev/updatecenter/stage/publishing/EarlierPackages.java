package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.TargetFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packages that {@code packages} lists itself, as all were before releases had roles. Each moves to
 * the role of its release; one that the ledger does not know stays where it is, and is found there.
 */
final class EarlierPackages {
  private final ReleaseRoles roles;

  EarlierPackages(ReleaseRoles roles) {
    this.roles = roles;
  }

  /**
   * Moves what can be moved, in the same generation as whatever else is edited.
   *
   * @param releases what the ledger knows, newest first
   */
  RepositoryEditor moved(RepositoryEditor editor, List<PublishingLedger.Entry> releases) {
    Map<String, TargetFile> listed = editor.role(RepositoryRoles.PACKAGES).targets();
    if (listed.isEmpty()) {
      return editor;
    }
    RepositoryEditor edited = editor;
    Map<String, TargetFile> left = new TreeMap<>(listed);
    List<PublishingLedger.Entry> oldestFirst = new ArrayList<>(releases);
    Collections.reverse(oldestFirst);
    for (PublishingLedger.Entry release : oldestFirst) {
      Map<String, TargetFile> own = new TreeMap<>(listed);
      own.keySet().retainAll(release.packages().stream().map(PublishedPackage::target).toList());
      if (own.size() == release.packages().stream().map(PublishedPackage::target).distinct().count()
          && !own.isEmpty()) {
        edited = roles.with(edited, release.version(), own);
        left.keySet().removeAll(own.keySet());
      }
    }
    return edited.withTargets(RepositoryRoles.PACKAGES, left);
  }
}

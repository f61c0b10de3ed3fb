package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.PackageVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The packages of a release in as few roles as their files' size allows. */
final class ReleaseParts {
  /** Leaves room in a file of a megabyte for signatures and what else stands around targets. */
  private static final int MOST_BYTES = 950_000;

  private ReleaseParts() {}

  /** The targets by role, sorted by path: the same packages always give the same parts. */
  static Map<RoleName, Map<String, TargetFile>> of(
      PackageVersion version, Map<String, TargetFile> targets) {
    Map<RoleName, Map<String, TargetFile>> parts = new LinkedHashMap<>();
    Map<String, TargetFile> part = new TreeMap<>();
    int bytes = 0;
    for (Map.Entry<String, TargetFile> target : new TreeMap<>(targets).entrySet()) {
      int more = target.getValue().listedBytes(target.getKey());
      if (!part.isEmpty() && bytes + more > MOST_BYTES) {
        parts.put(new ReleaseRole(version, parts.size() + 1).name(), part);
        part = new TreeMap<>();
        bytes = 0;
      }
      part.put(target.getKey(), target.getValue());
      bytes += more;
    }
    if (!part.isEmpty()) {
      parts.put(new ReleaseRole(version, parts.size() + 1).name(), part);
    }
    return parts;
  }
}

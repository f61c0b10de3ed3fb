package dev.updatecenter.app.api;

import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A published release. */
public record ReleaseJson(
    String version,
    String submission,
    @Nullable String os,
    @Nullable String ocp,
    String notes,
    List<PackageJson> packages) {
  /** A published package. */
  public record PackageJson(
      String target, String kind, String identity, String version, long length, String sha256) {
    static PackageJson of(PublishedPackage p) {
      return new PackageJson(
          p.target(), p.kind(), p.identity(), p.version().toString(), p.length(), p.sha256().hex());
    }
  }

  /** The shape of a release. */
  public static ReleaseJson of(PublishedRelease release) {
    return new ReleaseJson(
        release.version().toString(),
        release.submission().hex(),
        release.os().map(Object::toString).orElse(null),
        release.ocp().map(Object::toString).orElse(null),
        release.notes(),
        release.packages().stream().map(PackageJson::of).toList());
  }
}

package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The JSON of a rollout. A share is a number from 0 to 1, to be read as an exact decimal. */
final class RolloutJson {
  private static final String KIND = "Rollout";

  private RolloutJson() {}

  static byte[] write(RolloutDocument rollout) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", RolloutDocument.SCHEMA_VERSION);
    json.put("kind", KIND);
    json.put("product", rollout.product().value());
    json.put("signedAt", rollout.signedAt().toString());
    Map<String, Object> rings = new LinkedHashMap<>();
    rollout.rings().forEach((name, ring) -> rings.put(name.value(), ring(ring)));
    json.put("rings", rings);
    return Json.bytes(json);
  }

  private static Map<String, Object> ring(RolloutDocument.Ring ring) {
    Map<String, Object> releases = new LinkedHashMap<>();
    ring.releases().forEach((version, r) -> releases.put(version.toString(), release(r)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("offer", ring.offer().hex());
    json.put("releases", releases);
    return json;
  }

  private static Map<String, Object> release(RolloutDocument.Release release) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", release.state().wireName());
    json.put("share", release.share().fraction());
    json.put("salt", release.salt().hex());
    json.put("reason", release.reason());
    return json;
  }

  static RolloutDocument read(byte[] content, String file) throws MalformedDocumentException {
    Fields fields = Fields.document(content, file, KIND, RolloutDocument.SCHEMA_VERSION);
    SortedMap<RingName, RolloutDocument.Ring> rings = new TreeMap<>();
    for (Map.Entry<String, Fields> ring : fields.named("rings").entrySet()) {
      rings.put(key(fields, "rings", ring.getKey(), RingName::new), readRing(ring.getValue()));
    }
    return new RolloutDocument(
        fields.value("product", ProductName::new), fields.value("signedAt", Instant::parse), rings);
  }

  private static RolloutDocument.Ring readRing(Fields fields) throws MalformedDocumentException {
    SortedMap<PackageVersion, RolloutDocument.Release> releases = new TreeMap<>();
    for (Map.Entry<String, Fields> release : fields.named("releases").entrySet()) {
      PackageVersion version = key(fields, "releases", release.getKey(), PackageVersion::parse);
      if (releases.put(version, readRelease(release.getValue())) != null) {
        throw fields.refuse("releases", "names " + version + " twice");
      }
    }
    return new RolloutDocument.Ring(fields.value("offer", ContentDigest::ofHex), releases);
  }

  private static RolloutDocument.Release readRelease(Fields fields)
      throws MalformedDocumentException {
    RolloutState state = fields.value("state", RolloutState::parse);
    Salt salt = fields.value("salt", Salt::new);
    String reason = fields.text("reason");
    try {
      Share share = new Share(fields.decimal("share"));
      return new RolloutDocument.Release(state, share, salt, reason);
    } catch (IllegalArgumentException e) {
      throw fields.refuse("share", String.valueOf(e.getMessage()));
    }
  }

  private static <T> T key(Fields in, String object, String key, Function<String, T> parser)
      throws MalformedDocumentException {
    try {
      return parser.apply(key);
    } catch (IllegalArgumentException e) {
      throw in.refuse(object, String.valueOf(e.getMessage()));
    }
  }
}

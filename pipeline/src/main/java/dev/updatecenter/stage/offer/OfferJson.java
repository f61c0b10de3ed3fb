package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The JSON of an offer. */
final class OfferJson {
  private static final String KIND = "Offer";
  private static final String AT_LEAST = ">=";
  private static final int MAX_HARDWARE_NUMBER = 14;

  private OfferJson() {}

  static byte[] write(Offer offer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", Offer.SCHEMA_VERSION);
    json.put("kind", KIND);
    json.put("product", offer.product().value());
    json.put("ring", offer.ring().value());
    json.put("hardware", offer.hardware().stream().map(OfferJson::hardware).toList());
    json.put("releases", offer.releases().stream().map(OfferJson::release).toList());
    return Json.bytes(json);
  }

  private static Map<String, Object> hardware(HardwareTarget target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", target.number());
    json.put("id", target.id().toString());
    json.put("baseboardProduct", target.baseboardProduct());
    return json;
  }

  private static Map<String, Object> release(OfferRelease release) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", release.version().toString());
    json.put("resumed", release.resumed());
    release.os().ifPresent(v -> json.put("os", v.toString()));
    release.ocp().ifPresent(v -> json.put("ocp", v.toString()));
    Map<String, Object> requires = new LinkedHashMap<>();
    release.requires().os().ifPresent(v -> requires.put("os", AT_LEAST + v));
    release.requires().ocp().ifPresent(v -> requires.put("ocp", AT_LEAST + v));
    json.put("requires", requires);
    json.put("packages", release.packages().stream().map(OfferJson::pkg).toList());
    json.put("notes", release.notes());
    return json;
  }

  private static Map<String, Object> pkg(OfferPackage p) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("target", p.target());
    json.put("kind", p.kind());
    json.put("identity", p.identity());
    json.put("version", p.version().toString());
    json.put("length", p.length());
    json.put("sha256", p.sha256().hex());
    return json;
  }

  static Offer read(byte[] content, String file) throws MalformedDocumentException {
    Fields fields = Fields.document(content, file, KIND, Offer.SCHEMA_VERSION);
    List<HardwareTarget> hardware = new ArrayList<>();
    for (Fields target : fields.objects("hardware")) {
      hardware.add(readHardware(target));
    }
    List<OfferRelease> releases = new ArrayList<>();
    for (Fields release : fields.objects("releases")) {
      releases.add(readRelease(release));
    }
    ProductName product = fields.value("product", ProductName::new);
    RingName ring = fields.value("ring", RingName::new);
    try {
      return new Offer(product, ring, hardware, releases);
    } catch (IllegalArgumentException e) {
      throw fields.refuse("releases", String.valueOf(e.getMessage()));
    }
  }

  private static HardwareTarget readHardware(Fields fields) throws MalformedDocumentException {
    int number = (int) fields.integer("number", 0, MAX_HARDWARE_NUMBER);
    UUID id = fields.value("id", UUID::fromString);
    String baseboardProduct = fields.text("baseboardProduct");
    try {
      return new HardwareTarget(number, id, baseboardProduct);
    } catch (IllegalArgumentException e) {
      throw fields.refuse("number", String.valueOf(e.getMessage()));
    }
  }

  private static OfferRelease readRelease(Fields fields) throws MalformedDocumentException {
    List<OfferPackage> packages = new ArrayList<>();
    for (Fields p : fields.objects("packages")) {
      packages.add(readPackage(p));
    }
    PackageVersion version = fields.value("version", PackageVersion::parse);
    int resumed = (int) fields.integer("resumed", 0, Integer.MAX_VALUE);
    Optional<PackageVersion> os = fields.optional("os", PackageVersion::parse);
    Optional<PackageVersion> ocp = fields.optional("ocp", PackageVersion::parse);
    Fields requires = fields.object("requires");
    Floors floors =
        new Floors(
            requires.optional("os", OfferJson::floor), requires.optional("ocp", OfferJson::floor));
    String notes = fields.text("notes");
    try {
      return new OfferRelease(version, resumed, os, ocp, floors, packages, notes);
    } catch (IllegalArgumentException e) {
      throw fields.refuse("packages", String.valueOf(e.getMessage()));
    }
  }

  private static OfferPackage readPackage(Fields fields) throws MalformedDocumentException {
    String target = fields.text("target");
    String kind = fields.text("kind");
    String identity = fields.text("identity");
    PackageVersion version = fields.value("version", PackageVersion::parse);
    long length = fields.integer("length", 1, Long.MAX_VALUE);
    ContentDigest sha256 = fields.value("sha256", ContentDigest::ofHex);
    try {
      return new OfferPackage(target, kind, identity, version, length, sha256);
    } catch (IllegalArgumentException e) {
      throw fields.refuse("target", String.valueOf(e.getMessage()));
    }
  }

  private static PackageVersion floor(String text) {
    if (!text.startsWith(AT_LEAST)) {
      throw new IllegalArgumentException("is not " + AT_LEAST + " and a version: " + text);
    }
    return PackageVersion.parse(text.substring(AT_LEAST.length()));
  }
}

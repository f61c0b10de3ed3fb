package dev.updatecenter.device;

import dev.updatecenter.stage.offer.OfferPackage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A package to be installed.
 *
 * @param file its name in the folder of {@code --out}
 * @param offered what the offer and the signed metadata say of it
 */
public record ScannedPackage(String file, OfferPackage offered) {
  /** An element of {@code packages.json} and of the scan's result. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file);
    json.put("kind", offered.kind());
    json.put("identity", offered.identity());
    json.put("version", offered.version().toString());
    json.put("length", offered.length());
    json.put("sha256", offered.sha256().hex());
    json.put("target", offered.target());
    return json;
  }
}

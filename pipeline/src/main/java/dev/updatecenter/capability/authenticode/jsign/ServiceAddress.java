package dev.updatecenter.capability.authenticode.jsign;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a key in a service.
 *
 * @param service which
 * @param store what jsign calls the key store: a vault, an endpoint, a region, a key ring, an
 *     engine
 * @param key what jsign calls the alias
 */
public record ServiceAddress(KeyService service, String store, String key) {
  private static final Pattern VAULT =
      Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,125})/([A-Za-z0-9-]{1,127})");
  private static final Pattern TRUSTED_SIGNING =
      Pattern.compile(
          "([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})+)/([A-Za-z0-9-]{1,64}/[A-Za-z0-9-]{1,100})");
  private static final Pattern AWS =
      Pattern.compile(
          "([a-z]{2}(?:-[a-z]+)+-\\d)/((?:alias/)?[A-Za-z0-9/_-]{1,256}|arn:aws[^\\s?#]*)");
  private static final Pattern GOOGLE =
      Pattern.compile(
          "(projects/[^/\\s]+/locations/[^/\\s]+/keyRings/[^/\\s]+)/cryptoKeys/"
              + "([^/\\s:]+)/cryptoKeyVersions/(\\d+)");
  // A token goes with each request: in the clear to this machine at most.
  private static final Pattern HASHICORP =
      Pattern.compile(
          "((?:https://[^/@\\s?#]+|http://(?:127\\.0\\.0\\.1|localhost)(?::\\d+)?)"
              + "/v1/[^\\s?#]*[^/\\s?#])/([^/\\s:?#]+:\\d+)");

  /** Whether a text begins as such an address does. */
  public static boolean isOne(String text) {
    return KeyService.ofScheme(scheme(text)).isPresent();
  }

  private static String scheme(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon);
  }

  /**
   * Reads an address.
   *
   * @param setting the configuration's name for it, for messages; its value is not repeated there
   * @throws UpdateCenterException UC1100, exit 2, when it is none
   */
  public static ServiceAddress parse(String text, String setting) {
    KeyService service = KeyService.ofScheme(scheme(text)).orElseThrow();
    Matcher parts = pattern(service).matcher(text.substring(service.scheme().length() + 1));
    if (!parts.matches()) {
      throw UpdateCenterException.error(
              "UC1100", ExitCode.USAGE, "the value of '" + setting + "' is no address of a key")
          .where(setting)
          .why("a key of this service is named as in " + service.form())
          .fix("write it so; credentials never stand in it (docs/keys.md)")
          .state("nothing was changed")
          .build();
    }
    // jsign takes the version of a Google key behind a colon.
    String key =
        service == KeyService.GOOGLE_KMS ? parts.group(2) + ":" + parts.group(3) : parts.group(2);
    return new ServiceAddress(service, parts.group(1), key);
  }

  private static Pattern pattern(KeyService service) {
    return switch (service) {
      case AZURE_KEY_VAULT -> VAULT;
      case TRUSTED_SIGNING -> TRUSTED_SIGNING;
      case AWS_KMS -> AWS;
      case GOOGLE_KMS -> GOOGLE;
      case HASHICORP_VAULT -> HASHICORP;
    };
  }

  /** The address again. */
  @Override
  public String toString() {
    return service.scheme() + ":" + store + "/" + key;
  }
}

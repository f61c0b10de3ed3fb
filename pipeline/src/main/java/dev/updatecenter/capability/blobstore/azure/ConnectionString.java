package dev.updatecenter.capability.blobstore.azure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An account and the right to use it as Azure's portal tells them: {@code Name=value} pairs parted
 * by semicolons (Azure Storage documentation, "Configure Azure Storage connection strings").
 *
 * @param account empty where only an endpoint and a signature are told
 * @param endpoint of blobs
 * @param credential the account's key or a signature
 */
public record ConnectionString(
    Optional<String> account, Optional<URI> endpoint, AzureCredential credential) {
  /**
   * Reads one.
   *
   * @return empty when it is none; why is not told, since all of it is secret
   */
  public static Optional<ConnectionString> parse(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.strip().split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(
            pair.substring(0, equals).strip().toLowerCase(Locale.ROOT), pair.substring(equals + 1));
      }
    }
    Optional<String> account = Optional.ofNullable(pairs.get("accountname"));
    Optional<String> key = Optional.ofNullable(pairs.get("accountkey"));
    Optional<String> signature = Optional.ofNullable(pairs.get("sharedaccesssignature"));
    try {
      Optional<URI> endpoint = endpoint(pairs, account);
      Optional<AzureCredential> credential =
          account
              .flatMap(a -> key.map(k -> (AzureCredential) new AzureCredential.AccountKey(a, k)))
              .or(() -> signature.map(AzureCredential.SharedAccess::new));
      return credential.map(c -> new ConnectionString(account, endpoint, c));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> endpoint(Map<String, String> pairs, Optional<String> account)
      throws URISyntaxException {
    String told = pairs.get("blobendpoint");
    if (told != null) {
      return Optional.of(new URI(told.replaceAll("/+$", "")));
    }
    String suffix = pairs.get("endpointsuffix");
    if (suffix == null || account.isEmpty()) {
      return Optional.empty();
    }
    String scheme = pairs.getOrDefault("defaultendpointsprotocol", "https");
    return Optional.of(new URI(scheme + "://" + account.get() + ".blob." + suffix));
  }
}

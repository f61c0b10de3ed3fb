package dev.updatecenter.app.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where blobs lie: {@code file:path} or {@code azblob://account/container}. */
public sealed interface StoreAddress {
  /** A folder of this machine. */
  record Folder(Path path) implements StoreAddress {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A container of Azure Blob Storage.
   *
   * @param account the storage account's name
   * @param container the container's name
   */
  record AzureContainer(String account, String container) implements StoreAddress {
    // Naming rules: accounts 3 to 24 letters and digits, containers 3 to 63 with single hyphens.
    private static final Pattern FORM =
        Pattern.compile(
            "azblob://([a-z0-9]{3,24})/((?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*|\\$web)/?");

    private static final String WRITTEN =
        "a container is written as azblob://account/container: an account has 3 to 24 small letters"
            + " and digits, a container 3 to 63 and single hyphens between them";

    @Override
    public String toString() {
      return "azblob://" + account + "/" + container;
    }

    static Optional<AzureContainer> parse(String text) {
      Matcher m = FORM.matcher(text);
      return m.matches()
          ? Optional.of(new AzureContainer(m.group(1), m.group(2)))
          : Optional.empty();
    }
  }

  /**
   * Reads an address.
   *
   * @param key to be told when it is none
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 2 for any other form
   */
  static StoreAddress parse(SettingsSource.Value value, String key) {
    URI uri = SettingsSource.uri(value.text(), key);
    if ("azblob".equals(uri.getScheme())) {
      return AzureContainer.parse(value.text())
          .orElseThrow(() -> SettingsSource.noAddress(key, AzureContainer.WRITTEN));
    }
    return new Folder(SettingsSource.file(value, key));
  }
}

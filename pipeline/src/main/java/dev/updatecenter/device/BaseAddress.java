package dev.updatecenter.device;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code --base} and {@code --to} take: a URL, or the path of a folder. */
public final class BaseAddress {
  private static final Set<String> SCHEMES = Set.of("file", "http", "https");
  // RFC 3986 3.1; two characters at least, so that C:\store is a path.
  private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private BaseAddress() {}

  /**
   * Reads an address.
   *
   * @return with scheme file, http or https
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC7116, exit 2, for any other
   */
  public static URI parse(String text) {
    try {
      URI uri =
          HAS_SCHEME.matcher(text).matches()
              ? new URI(text)
              : Path.of(text).toAbsolutePath().toUri();
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (SCHEMES.contains(scheme)) {
        return uri;
      }
      throw DeviceFault.address(text, "its scheme is none of file, http and https");
    } catch (URISyntaxException | InvalidPathException e) {
      throw DeviceFault.address(text, String.valueOf(e.getMessage()));
    }
  }

  /**
   * A place below an address, for messages: without a query, which may hold an access signature.
   */
  static String below(URI base, String name) {
    String address =
        "file".equals(base.getScheme())
            ? Path.of(base).toString()
            : base.getScheme() + "://" + host(base) + String.valueOf(base.getPath());
    return address.replaceAll("/+$", "") + "/" + name;
  }

  private static String host(URI base) {
    return String.valueOf(base.getHost()) + (base.getPort() < 0 ? "" : ":" + base.getPort());
  }
}

package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.timestamp.AuthorityLogin;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One of {@code timestampAuthorities}. Holds no secret, only where one lies.
 *
 * @param uri where requests go
 * @param perSecond how many requests a second it takes; empty: as many as it answers
 * @param timeout for one request as a whole
 * @param login the account that it wants to know of
 */
public record AuthoritySettings(
    URI uri, OptionalDouble perSecond, Duration timeout, Optional<Login> login) {
  private static final String KEY = "timestampAuthorities";

  /**
   * An account.
   *
   * @param user its name
   * @param passwordFile holds its password in one line
   */
  public record Login(String user, Path passwordFile) {}

  /**
   * One at an address, with nothing else said.
   *
   * @throws UpdateCenterException UC1116, exit 2, for an address that cannot be asked
   */
  static AuthoritySettings at(URI uri) {
    return checked(
        new AuthoritySettings(
            uri, OptionalDouble.empty(), TimestampAuthority.USUAL_TIMEOUT, Optional.empty()));
  }

  /**
   * An item that was found valid: an address or a mapping.
   *
   * @throws UpdateCenterException UC1116, exit 2, for an address that cannot be asked
   */
  static AuthoritySettings read(Node item, SettingsSource source) {
    Optional<String> address = item.text().or(() -> item.text("url"));
    Optional<Double> perSecond = item.text("perSecond").map(Double::valueOf);
    return checked(
        new AuthoritySettings(
            SettingsSource.uri(address.orElseThrow(), KEY),
            perSecond.isPresent() ? OptionalDouble.of(perSecond.get()) : OptionalDouble.empty(),
            item.text("timeout")
                .map(AuthoritySettings::seconds)
                .orElse(TimestampAuthority.USUAL_TIMEOUT),
            item.get("login").map(login -> login(login, source))));
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  private static Login login(Node login, SettingsSource source) {
    return new Login(
        login.text("user").orElseThrow(), source.path(login.get("passwordFile").orElseThrow()));
  }

  /** Refused now, not when the first file is signed. What the address says is not told. */
  private static AuthoritySettings checked(AuthoritySettings settings) {
    try {
      settings.with(Optional.empty());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
    if (settings.login().isPresent() && !settings.isPrivate()) {
      throw refused("a password would cross the network in clear text");
    }
    return settings;
  }

  /** RFC 7617 4: Basic needs TLS, or a way that does not leave the machine. */
  private boolean isPrivate() {
    return "https".equalsIgnoreCase(uri.getScheme()) || isLoopback(uri.getHost());
  }

  private static boolean isLoopback(String host) {
    // Only literals are looked at: a name could lead anywhere.
    return host.equals("localhost")
        || (host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]") && loopbackLiteral(host));
  }

  private static boolean loopbackLiteral(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The authority, its password read.
   *
   * @throws UpdateCenterException UC1117, exit 2, when the password cannot be read
   */
  TimestampAuthority authority() {
    return with(login.map(AuthoritySettings::read));
  }

  private TimestampAuthority with(Optional<AuthorityLogin> read) {
    return new TimestampAuthority(uri, perSecond, timeout, read);
  }

  private static AuthorityLogin read(Login login) {
    try {
      return new AuthorityLogin(login.user(), Files.readString(login.passwordFile()).strip());
    } catch (IOException e) {
      throw UpdateCenterException.error(
              "UC1117", ExitCode.USAGE, "the password of a timestamp authority cannot be read")
          .where(login.passwordFile())
          .why(String.valueOf(e))
          .fix("check timestampAuthorities.login.passwordFile in updatecenter.yaml")
          .state("nothing was signed")
          .cause(e)
          .build();
    }
  }

  private static UpdateCenterException refused(String why) {
    return UpdateCenterException.error(
            "UC1116", ExitCode.USAGE, "a timestamp authority cannot be asked as it is configured")
        .where(KEY)
        .why(why)
        .fix("name it by a plain http or https address; an account goes under login, with https")
        .state("nothing was changed")
        .build();
  }
}

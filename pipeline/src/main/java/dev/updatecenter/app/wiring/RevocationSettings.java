package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Node;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who tells which certificates were taken back: {@code trust.crls} and {@code trust.ocsp}. Nobody
 * else is asked, whatever a certificate names.
 *
 * @param files files with revocation lists
 * @param addresses http(s) addresses of revocation lists
 * @param responders OCSP responders and their answers
 */
public record RevocationSettings(
    List<Path> files, List<URI> addresses, List<Responder> responders) {
  /** Nobody. */
  public static final RevocationSettings NONE =
      new RevocationSettings(List.of(), List.of(), List.of());

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /** Copies. */
  public RevocationSettings {
    files = List.copyOf(files);
    addresses = List.copyOf(addresses);
    responders = List.copyOf(responders);
  }

  /**
   * Where OCSP answers come from: one of the two.
   *
   * @param url a responder that is asked
   * @param file an answer that somebody else fetched, DER
   * @param issuer PEM of the authority that it speaks for; empty to ask it about everybody's
   */
  public record Responder(Optional<URI> url, Optional<Path> file, Optional<Path> issuer) {}

  static RevocationSettings read(SettingsSource source) {
    List<Path> files = new ArrayList<>();
    List<URI> addresses = new ArrayList<>();
    for (SettingsSource.Value each : source.list("TRUST_CRLS", "trust", "crls")) {
      if (isAddress(each.text())) {
        addresses.add(address(each.text(), "trust.crls"));
      } else {
        files.add(each.path());
      }
    }
    return new RevocationSettings(files, addresses, responders(source));
  }

  private static List<Responder> responders(SettingsSource source) {
    List<Responder> responders = new ArrayList<>();
    if (source.variable("TRUST_OCSP").isPresent()) {
      for (SettingsSource.Value each : source.list("TRUST_OCSP", "trust", "ocsp")) {
        responders.add(
            isAddress(each.text())
                ? new Responder(url(each.text()), Optional.empty(), Optional.empty())
                : new Responder(Optional.empty(), Optional.of(each.path()), Optional.empty()));
      }
      return responders;
    }
    for (Node each : source.node("trust", "ocsp").map(Node::elements).orElse(List.of())) {
      Responder responder =
          new Responder(
              each.text("url").flatMap(RevocationSettings::url),
              each.text("file").map(source::path),
              each.text("issuer").map(source::path));
      if (responder.url().isPresent() == responder.file().isPresent()) {
        throw notOne(each);
      }
      responders.add(responder);
    }
    return responders;
  }

  private static UpdateCenterException notOne(Node responder) {
    return UpdateCenterException.error(
            "UC1112", ExitCode.USAGE, "an item of 'trust.ocsp' names not one source")
        .where(responder.position())
        .why("it is either a responder's address (url) or an answer at hand (file)")
        .fix("write one of the two; make two items where there are two")
        .state("nothing was changed")
        .build();
  }

  private static Optional<URI> url(String text) {
    return Optional.of(address(text, "trust.ocsp"));
  }

  private static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  private static URI address(String text, String key) {
    URI uri = SettingsSource.uri(text, key);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw UpdateCenterException.error(
              "UC1110", ExitCode.USAGE, "an address in '" + key + "' cannot be asked")
          .where(key)
          .why("only http and https addresses without a name or password in them can")
          .fix("write https://name/path, or the path of a file")
          .state("nothing was changed")
          .build();
    }
    return uri;
  }
}

package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.authenticode.revocation.OcspCheck;
import dev.updatecenter.capability.authenticode.revocation.OcspFile;
import dev.updatecenter.capability.authenticode.revocation.OcspResponder;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.capability.authenticode.revocation.http.FetchLimits;
import dev.updatecenter.capability.authenticode.revocation.http.FetchedLists;
import dev.updatecenter.capability.authenticode.revocation.http.HttpOcspResponder;
import dev.updatecenter.capability.authenticode.revocation.http.RevocationFetch;
import dev.updatecenter.capability.authenticode.revocation.http.RevocationFolder;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the configured word on revocation, once for a command. */
public final class Revocations {
  private static final int MOST_FETCHED = 64 << 20;

  private final RevocationSettings settings;
  private final RevocationFolder folder;
  private final Clock clock;

  /**
   * Joins the parts.
   *
   * @param home what is fetched is kept in its folder {@code trust/revocation}
   */
  public Revocations(RevocationSettings settings, Home home, Clock clock) {
    this.settings = settings;
    this.folder = new RevocationFolder(home.folder(), home.trust().resolve("revocation"));
    this.clock = clock;
  }

  /**
   * Everything that is configured: files are read, addresses are asked.
   *
   * @throws UpdateCenterException exit 2 when a configured file cannot be read
   */
  public RevocationSources asked() {
    return gathered(Optional.of(new RevocationFetch(FetchLimits.list(MOST_FETCHED))));
  }

  /** Files, and what was fetched before: asks nobody. */
  public RevocationSources kept() {
    return gathered(Optional.empty());
  }

  /**
   * The lists of configured files.
   *
   * @throws UpdateCenterException exit 2 when one cannot be read
   */
  public List<RevocationList> lists() {
    try {
      return TrustAnchors.lists(settings.files());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** By when there is more than each configured OCSP answer says; empty for one that is none. */
  public Map<String, Optional<Instant>> answers() {
    Map<String, Optional<Instant>> answers = new LinkedHashMap<>();
    try {
      for (RevocationSettings.Responder each : settings.responders()) {
        if (each.file().isPresent()) {
          answers.put(each.file().get().toString(), OcspFile.nextUpdate(answer(each)));
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return answers;
  }

  private RevocationSources gathered(Optional<RevocationFetch> fetch) {
    try {
      List<RevocationList> lists = new ArrayList<>(lists());
      List<Finding> faults = new ArrayList<>();
      FetchedLists fetched = new FetchedLists(folder, fetch, clock.instant());
      for (URI address : settings.addresses()) {
        FetchedLists.Got got = fetched.get(address);
        got.list().ifPresent(lists::add);
        got.fault().ifPresent(faults::add);
      }
      return new RevocationSources(
          lists, responders(fetch.isPresent()), faults, fetched::proven, clock.instant());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<OcspResponder> responders(boolean ask) throws IOException {
    List<OcspResponder> responders = new ArrayList<>();
    RevocationFetch fetch = new RevocationFetch(FetchLimits.answer(OcspCheck.MOST_BYTES));
    for (RevocationSettings.Responder each : settings.responders()) {
      Optional<X509Certificate> issuer = issuer(each);
      if (each.file().isPresent()) {
        responders.add(new OcspFile(each.file().get().toString(), answer(each), issuer));
      } else if (ask) {
        responders.add(
            new HttpOcspResponder(
                each.url().orElseThrow(), issuer, fetch, folder, new SecureRandom()));
      }
    }
    return responders;
  }

  private static Optional<X509Certificate> issuer(RevocationSettings.Responder responder)
      throws IOException {
    return responder.issuer().isEmpty()
        ? Optional.empty()
        : TrustAnchors.certificates(List.of(responder.issuer().get())).stream().findFirst();
  }

  private static byte[] answer(RevocationSettings.Responder responder) throws IOException {
    Path file = responder.file().orElseThrow();
    if (Files.size(file) > OcspCheck.MOST_BYTES) {
      throw new IOException(file + " has more than " + OcspCheck.MOST_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private static UpdateCenterException unreadable(IOException e) {
    return UpdateCenterException.error(
            "UC1111", ExitCode.USAGE, "what was configured on revocation cannot be read")
        .why(String.valueOf(e))
        .fix("check trust.crls and trust.ocsp in updatecenter.yaml")
        .state("nothing was judged")
        .cause(e)
        .build();
  }
}

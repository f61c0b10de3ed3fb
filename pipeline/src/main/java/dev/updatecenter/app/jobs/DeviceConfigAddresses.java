package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.device.BaseAddress;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where devices find things and bring things: what is named, else what is configured. */
final class DeviceConfigAddresses {
  private final Wiring wiring;

  DeviceConfigAddresses(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * The address that everything is published under.
   *
   * @throws UpdateCenterException exit 2 when nothing says it, or no image may carry it
   */
  URI base(Optional<URI> named) {
    return named
        .or(() -> wiring.configuration().places().publicUrl())
        .map(uri -> carried(uri, named.isPresent() ? "--base" : "publicUrl"))
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC2051", ExitCode.USAGE, "nothing says where devices find their updates")
                    .where("publicUrl")
                    .why("an image carries the address for its whole life, and none is configured")
                    .fix("set 'publicUrl' in updatecenter.yaml, or name the address with --base")
                    .state("nothing was written")
                    .build());
  }

  /**
   * An address as every image has it: open to anyone who has a device, and a name is put behind it.
   */
  private static URI carried(URI address, String said) {
    URI uri = BaseAddress.parse(address.toString());
    boolean extra = uri.getRawQuery() != null || uri.getRawFragment() != null;
    if (uri.getRawUserInfo() == null
        && !extra
        && ("file".equals(uri.getScheme()) || uri.getHost() != null)) {
      return uri;
    }
    throw UpdateCenterException.error("UC2055", ExitCode.USAGE, "no image can carry this address")
        .where(said)
        .why(
            uri.getHost() == null
                ? "it names no host"
                : "it has a user name, a query or a fragment: nothing in an image is secret, and"
                    + " devices put names behind the address")
        .fix("name scheme, host and path alone, as in https://updates.contoso.example/kiosk")
        .state("nothing was written")
        .build();
  }

  /**
   * The address that reports go to: what is named, else what is configured, else that of the
   * private part, where devices can reach a folder.
   *
   * @throws UpdateCenterException exit 2 when nothing says it
   */
  URI reports(Optional<URI> named, URI base) {
    if (named.isPresent()) {
      return carried(named.get(), "--reports");
    }
    Optional<URI> configured = wiring.configuration().places().reportUrl();
    if (configured.isPresent()) {
      return carried(configured.get(), "reportUrl");
    }
    Optional<Path> folder = wiring.stores().privateFolder();
    if ("file".equals(base.getScheme()) && folder.isPresent()) {
      return folder.get().toUri();
    }
    throw UpdateCenterException.error(
            "UC2052", ExitCode.USAGE, "nothing says where devices bring their reports")
        .where("reportUrl")
        .why("devices reach " + base.getScheme() + " addresses; no ring passes without reports")
        .fix("set 'reportUrl' in updatecenter.yaml, or name the address with --reports")
        .state("nothing was written")
        .build();
  }
}

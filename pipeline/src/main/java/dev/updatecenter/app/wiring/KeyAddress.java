package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.capability.authenticode.jsign.ServiceAddress;
import dev.updatecenter.capability.authenticode.pkcs11.Pkcs11Uri;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;

/** Where a key is, as a configuration says it; never the secret itself. */
public sealed interface KeyAddress {
  /** {@code file:}, a key file. */
  record InFile(Path file) implements KeyAddress {
    @Override
    public Custody custody() {
      return Custody.FILE;
    }

    @Override
    public String shown() {
      return file.toString();
    }
  }

  /** {@code pkcs11:}, a token (RFC 7512). */
  record InToken(Pkcs11Uri uri) implements KeyAddress {
    @Override
    public Custody custody() {
      return Custody.TOKEN;
    }

    @Override
    public String shown() {
      return uri.toString();
    }
  }

  /** A key service. */
  record InService(ServiceAddress address) implements KeyAddress {
    @Override
    public Custody custody() {
      return Custody.SERVICE;
    }

    @Override
    public String shown() {
      return address.toString();
    }
  }

  /** What that is for who asks how safe the key is. */
  Custody custody();

  /** For people: the file, or the address without where its PIN is. */
  String shown();

  /**
   * Reads an address.
   *
   * @param setting the configuration's name for it
   * @throws UpdateCenterException UC1100 or UC1102, exit 2, when it is none
   */
  static KeyAddress parse(SettingsSource.Value value, String setting) {
    String text = value.text().strip();
    if (text.startsWith(Pkcs11Uri.SCHEME + ":")) {
      return new InToken(Pkcs11Uri.parse(text, setting, value.folder()));
    }
    if (ServiceAddress.isOne(text)) {
      return new InService(ServiceAddress.parse(text, setting));
    }
    if (text.startsWith("file:")) {
      return new InFile(SettingsSource.file(value, setting));
    }
    throw unknown(
        setting,
        "file:, pkcs11:, azurekeyvault:, trustedsigning:, awskms:, gcpkms: and hashivault: are known");
  }

  /** The same for a role of metadata, whose keys live in files and tokens. */
  static KeyAddress ofRole(SettingsSource.Value value, String setting) {
    KeyAddress address = parse(value, setting);
    if (address instanceof InService) {
      throw unknown(setting, "keys of metadata are in files and tokens: file: or pkcs11:");
    }
    return address;
  }

  private static UpdateCenterException unknown(String setting, String why) {
    return UpdateCenterException.error(
            "UC1100", ExitCode.USAGE, "the value of '" + setting + "' is no address of a key")
        .where(setting)
        .why(why)
        .fix("write one of these (docs/keys.md has an example of each)")
        .state("nothing was changed")
        .build();
  }
}

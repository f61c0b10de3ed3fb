package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.capability.authenticode.KeyUseLimit;
import dev.updatecenter.capability.authenticode.MachineKeyUse;
import dev.updatecenter.testing.SoftHsmToken;
import java.nio.file.Path;
import java.security.Signature;

/** Signs again and again with a key of a token, in a process of its own or in the test's. */
public final class SigningMain {
  private SigningMain() {}

  /** Takes the key's address, the file of the machine's lock and how often to sign. */
  public static void main(String[] args) throws Exception {
    try (Tokens tokens =
        new Tokens(token -> new MachineKeyUse(new KeyUseLimit(1), Path.of(args[1])))) {
      TokenKey key =
          tokens.privateKey(
              Pkcs11Uri.parse(args[0], "keys.release", Path.of("/")),
              () -> SoftHsmToken.PIN.toCharArray());
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Signature signer = Signature.getInstance("SHA256withECDSA", key.provider());
        signer.initSign(key.key());
        signer.update((byte) i);
        signer.sign();
      }
    }
  }
}

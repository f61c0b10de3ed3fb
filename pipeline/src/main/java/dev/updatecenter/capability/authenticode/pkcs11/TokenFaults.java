package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;

/** What can be wrong with a token, told so that a person can act. Never with a PIN in it. */
final class TokenFaults {
  private static final String NOTHING = "nothing was signed";
  private static final int SHOWN = 20;

  private final Pkcs11Uri uri;

  TokenFaults(Pkcs11Uri uri) {
    this.uri = uri;
  }

  private UpdateCenterException.Builder error(String code, ExitCode exit, String message) {
    return UpdateCenterException.error(code, exit, message).where(uri);
  }

  UpdateCenterException noToken(List<TokenInfo> there) {
    return error("UC4051", ExitCode.NOT_FOUND, "the token is not there")
        .why(
            there.isEmpty()
                ? "the module " + uri.module() + " shows no token"
                : "the module shows only " + list(there.stream().map(TokenInfo::shown).toList()))
        .fix("plug the token in, or name one of those in the address")
        .state("no PIN was tried, " + NOTHING)
        .build();
  }

  UpdateCenterException manyTokens(List<TokenInfo> matching) {
    return error("UC4056", ExitCode.USAGE, "the address names more than one token")
        .why("these match: " + list(matching.stream().map(TokenInfo::shown).toList()))
        .fix("add serial=… to the address")
        .state("no PIN was tried, " + NOTHING)
        .build();
  }

  UpdateCenterException wrongPin(TokenInfo after) {
    String left =
        after.locked()
            ? "; the PIN is locked now"
            : after.finalTry()
                ? "; one try is left"
                : after.triesLow() ? "; few tries are left" : "";
    return error(
            "UC4052", ExitCode.NOT_ALLOWED, "the PIN of token '" + after.label() + "' is wrong")
        .why("the token refused it" + left + ". It was tried once and will not be tried again")
        .fix("mend the file, the variable or what you type, then run the same command again")
        .state(NOTHING)
        .build();
  }

  UpdateCenterException locked(TokenInfo token) {
    return error(
            "UC4053", ExitCode.NOT_ALLOWED, "the PIN of token '" + token.label() + "' is locked")
        .why("too many wrong PINs were given; the token takes none any more")
        .fix("unlock it with the tool that came with the token and its security officer's PIN")
        .state("no PIN was tried, " + NOTHING)
        .build();
  }

  UpdateCenterException finalTry(TokenInfo token) {
    return error(
            "UC4054",
            ExitCode.NOT_ALLOWED,
            "token '" + token.label() + "' has one try for its PIN left")
        .why("a wrong PIN now would lock it, perhaps for ever; a program should not take that try")
        .fix("log in once by hand with the token's own tool and the right PIN, then run again")
        .state("no PIN was tried, " + NOTHING)
        .build();
  }

  UpdateCenterException unusablePin(TokenInfo token, String why) {
    return error("UC4062", ExitCode.NOT_ALLOWED, "token '" + token.label() + "' takes no PIN")
        .why(why)
        .fix("set the user's PIN with the tool that came with the token")
        .state(NOTHING)
        .build();
  }

  UpdateCenterException noKey(List<String> there) {
    return error("UC4055", ExitCode.NOT_FOUND, "the token has no private key " + uri.key())
        .why(there.isEmpty() ? "it shows no private key at all" : "it has " + list(there))
        .fix("name one of those with object=… or id=…")
        .state(NOTHING)
        .build();
  }

  UpdateCenterException manyObjects(String what, List<String> matching) {
    return error("UC4056", ExitCode.USAGE, "the address names more than one " + what)
        .why("these match: " + list(matching))
        .fix("say which with object=LABEL or id=%01 in the address, or remove the others")
        .state(NOTHING)
        .build();
  }

  UpdateCenterException unusableKey(String why) {
    return error("UC4060", ExitCode.USAGE, "the key " + uri.key() + " cannot be used here")
        .why(why)
        .fix("use an RSA or EC key that signs once the user is logged in")
        .state(NOTHING)
        .build();
  }

  UpdateCenterException noPublicHalf() {
    return error("UC4057", ExitCode.USAGE, "the token shows no public half of key " + uri.key())
        .why("neither a certificate nor a public key with its id or label lies on the token")
        .fix("write the certificate to the token, or a public key: pkcs11-tool --write-object")
        .state(NOTHING)
        .build();
  }

  /** What else a module may answer, at any time: the token was pulled out, or fails. */
  UpdateCenterException failed(CryptokiException e) {
    long code = e.code();
    boolean gone =
        code == CryptokiException.CKR_DEVICE_REMOVED
            || code == CryptokiException.CKR_TOKEN_NOT_PRESENT
            || code == CryptokiException.CKR_DEVICE_ERROR
            || code == CryptokiException.CKR_SESSION_HANDLE_INVALID;
    return error("UC4059", ExitCode.FAILED, gone ? "the token is gone" : "the token failed")
        .why("the module answered " + e.getMessage())
        .fix("see that the token is plugged in and well, then run the same command again")
        .state("what was signed before is kept; nothing more was signed")
        .cause(e)
        .build();
  }

  private static String list(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? some + " and " + (names.size() - SHOWN) + " more" : some;
  }
}

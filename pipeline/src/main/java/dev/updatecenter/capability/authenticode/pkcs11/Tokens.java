package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.capability.authenticode.KeyUse;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tokens that a process uses, each opened once, when it is first asked for, and closed at the
 * end. Safe from many threads.
 */
public final class Tokens implements AutoCloseable {
  private final Function<String, KeyUse> uses;
  private final Map<Path, Cryptoki> modules = new HashMap<>();
  private final Map<String, Token> open = new HashMap<>();

  /**
   * Begins without a token.
   *
   * @param uses gives the turns of a token, by a text that no other token of the machine has
   */
  public Tokens(Function<String, KeyUse> uses) {
    this.uses = uses;
  }

  /**
   * A private key; logs in when that was not done before.
   *
   * @param pin asked once a token; the array is wiped
   * @throws UpdateCenterException UC4050 and the like: exit 2 when the address or the module is
   *     wrong, 4 for the PIN, 5 when token or key are not there, 7 when the token fails
   */
  public TokenKey privateKey(Pkcs11Uri uri, Supplier<char[]> pin) {
    TokenFaults faults = new TokenFaults(uri);
    Token token = token(uri, faults);
    token.login(pin, faults);
    try {
      return new TokenKeyFinder(token, uri, faults).privateKey();
    } catch (CryptokiException e) {
      throw faults.failed(e);
    }
  }

  /**
   * The public half of a key, without a PIN.
   *
   * @throws UpdateCenterException UC4057 when the token shows it to nobody, else as {@link
   *     #privateKey}
   */
  public PublicKey publicKey(Pkcs11Uri uri) {
    TokenFaults faults = new TokenFaults(uri);
    try {
      return new TokenKeyFinder(token(uri, faults), uri, faults).publicKey();
    } catch (CryptokiException e) {
      throw faults.failed(e);
    }
  }

  private synchronized Token token(Pkcs11Uri uri, TokenFaults faults) {
    Cryptoki module = modules.computeIfAbsent(uri.module(), Cryptoki::load);
    try {
      List<TokenInfo> there = module.tokens();
      List<TokenInfo> matching = there.stream().filter(uri::matches).toList();
      if (matching.isEmpty()) {
        throw faults.noToken(there);
      }
      if (matching.size() > 1) {
        throw faults.manyTokens(matching);
      }
      TokenInfo info = matching.get(0);
      return open.computeIfAbsent(
          uri.module() + " " + info.slot(),
          k -> Token.open(module, info, uses.apply(identity(info)), faults));
    } catch (CryptokiException e) {
      throw faults.failed(e);
    }
  }

  /** The same token, whatever module and slot it is reached by. */
  private static String identity(TokenInfo info) {
    return String.join("\n", info.manufacturer(), info.model(), info.serial(), info.label());
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Token::close);
    open.clear();
  }
}

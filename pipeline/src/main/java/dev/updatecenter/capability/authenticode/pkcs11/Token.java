package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.capability.authenticode.KeyUse;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One token that this process uses: one login, a pool of sessions. A PIN is tried once: what came
 * of it, a failure too, holds as long as this object lives. Safe from many threads.
 */
final class Token implements AutoCloseable {
  private final Cryptoki module;
  private final TokenInfo info;
  private final KeyUse use;
  private final TokenFaults faults;
  private final long first;
  private final ConcurrentLinkedQueue<Long> idle = new ConcurrentLinkedQueue<>();
  private boolean loggedIn;
  private @Nullable UpdateCenterException refused;

  private Token(Cryptoki module, TokenInfo info, KeyUse use, TokenFaults faults, long first) {
    this.module = module;
    this.info = info;
    this.use = use;
    this.faults = faults;
    this.first = first;
  }

  static Token open(Cryptoki module, TokenInfo info, KeyUse use, TokenFaults faults) {
    try {
      return new Token(module, info, use, faults, module.openSession(info.slot()));
    } catch (CryptokiException e) {
      throw faults.failed(e);
    }
  }

  TokenInfo info() {
    return info;
  }

  /** Objects as they can be seen now: private ones only after {@link #login}. */
  TokenObjects objects() {
    return new TokenObjects(module, first);
  }

  /**
   * Logs in, unless that was done before or is not needed.
   *
   * @param pin asked once and only when a try is safe; its array is wiped here
   * @throws UpdateCenterException exit 4, the same again and again once it was thrown
   */
  synchronized void login(Supplier<char[]> pin, TokenFaults told) {
    if (refused != null) {
      throw refused;
    }
    if (loggedIn) {
      return;
    }
    try {
      loggedIn = use.during(() -> tryOnce(pin, told));
    } catch (UpdateCenterException e) {
      refused = e;
      throw e;
    }
  }

  private boolean tryOnce(Supplier<char[]> pin, TokenFaults told) {
    try {
      TokenInfo now = module.token(info.slot());
      if (now.loginRequired()) {
        requireSafeTry(now, told);
        login(now, pin, told);
      }
      return true;
    } catch (CryptokiException e) {
      throw told.failed(e);
    }
  }

  private static void requireSafeTry(TokenInfo now, TokenFaults told) {
    if (now.locked()) {
      throw told.locked(now);
    }
    if (now.finalTry()) {
      throw told.finalTry(now);
    }
    if (!now.pinInitialized()) {
      throw told.unusablePin(now, "its user has no PIN yet");
    }
  }

  private void login(TokenInfo now, Supplier<char[]> pin, TokenFaults told)
      throws CryptokiException {
    char[] given = now.pinPad() ? null : utf8(pin.get());
    try {
      module.login(first, given);
    } catch (CryptokiException e) {
      throw told(e, told);
    } finally {
      if (given != null) {
        Arrays.fill(given, '\0');
      }
    }
  }

  /** The flags are read again: they say how many tries are left. */
  private UpdateCenterException told(CryptokiException e, TokenFaults told)
      throws CryptokiException {
    long code = e.code();
    if (code == CryptokiException.CKR_PIN_LOCKED) {
      return told.locked(info);
    }
    if (code == CryptokiException.CKR_PIN_EXPIRED) {
      return told.unusablePin(info, "the token wants its PIN to be changed first");
    }
    boolean pin =
        code == CryptokiException.CKR_PIN_INCORRECT
            || code == CryptokiException.CKR_PIN_INVALID
            || code == CryptokiException.CKR_PIN_LEN_RANGE;
    return pin ? told.wrongPin(module.token(info.slot())) : told.failed(e);
  }

  /** The binding passes each char on as one byte; PKCS #11 2.40, 5.6 wants UTF-8. */
  private static char[] utf8(char[] pin) {
    ByteBuffer bytes = ByteBuffer.allocate(pin.length * 4);
    CoderResult unused =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .encode(CharBuffer.wrap(pin), bytes, true);
    bytes.flip();
    char[] chars = new char[bytes.remaining()];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (bytes.get(i) & 0xFF);
    }
    Arrays.fill(bytes.array(), (byte) 0);
    Arrays.fill(pin, '\0');
    return chars;
  }

  /** One private-key operation, in a session of the pool. */
  byte[] sign(long mechanism, long key, byte[] data) {
    try {
      return use.during(() -> signInSession(mechanism, key, data));
    } catch (CryptokiException e) {
      throw faults.failed(e);
    }
  }

  private byte[] signInSession(long mechanism, long key, byte[] data) throws CryptokiException {
    Long pooled = idle.poll();
    long session = pooled == null ? module.openSession(info.slot()) : pooled;
    // A session that failed is not used again: its operation may still be open.
    byte[] signature = module.sign(session, mechanism, key, data);
    idle.add(session);
    return signature;
  }

  @Override
  public synchronized void close() {
    try {
      if (loggedIn) {
        module.logout(first);
      }
      for (Long session = idle.poll(); session != null; session = idle.poll()) {
        module.closeSession(session);
      }
      module.closeSession(first);
    } catch (CryptokiException e) {
      // Gone already: there is nothing left to be closed.
      idle.clear();
    }
  }
}

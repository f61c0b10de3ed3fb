package dev.updatecenter.capability.authenticode.pkcs11;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions of a PKCS #11 module that signing needs (PKCS #11 2.40, 5). */
final class Cryptoki {
  private static final long CKF_SERIAL_SESSION = 4;
  private static final long CKU_USER = 1;
  private static final int BATCH = 64;
  private static final Class<?>[] HANDLE = {long.class};

  private final Wrapper module;

  private Cryptoki(Wrapper module) {
    this.module = module;
  }

  /**
   * Loads a module.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC4050 when it cannot be
   */
  static Cryptoki load(Path library) {
    return new Cryptoki(Wrapper.load(library));
  }

  /** The tokens that are there, as they are now. */
  List<TokenInfo> tokens() throws CryptokiException {
    List<TokenInfo> tokens = new ArrayList<>();
    Object slots = call("C_GetSlotList", new Class<?>[] {boolean.class}, true);
    for (long slot : slots instanceof long[] all ? all : new long[0]) {
      tokens.add(token(slot));
    }
    return tokens;
  }

  /** What the token of a slot says of itself now. */
  TokenInfo token(long slot) throws CryptokiException {
    Object info = call("C_GetTokenInfo", HANDLE, slot);
    return new TokenInfo(
        slot,
        text(info, "label"),
        text(info, "manufacturerID"),
        text(info, "model"),
        text(info, "serialNumber"),
        Wrapper.member(info, "flags") instanceof Long flags ? flags : 0);
  }

  /** Blank-padded UTF-8, a char a byte in the binding; what could move a terminal is shown as ?. */
  private static String text(Object info, String name) {
    String raw = Wrapper.member(info, name) instanceof char[] c ? new String(c) : "";
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8).strip().replaceAll("\\p{C}", "?");
  }

  long openSession(long slot) throws CryptokiException {
    Object session =
        call(
            "C_OpenSession",
            new Class<?>[] {long.class, long.class, Object.class, Wrapper.type("CK_NOTIFY")},
            slot,
            CKF_SERIAL_SESSION,
            null,
            null);
    return (Long) session;
  }

  void closeSession(long session) throws CryptokiException {
    invoke("C_CloseSession", HANDLE, session);
  }

  /**
   * Logs in.
   *
   * @param pin each char a byte of UTF-8; null where it is typed at the token
   */
  void login(long session, char @Nullable [] pin) throws CryptokiException {
    invoke(
        "C_Login", new Class<?>[] {long.class, long.class, char[].class}, session, CKU_USER, pin);
  }

  void logout(long session) throws CryptokiException {
    invoke("C_Logout", HANDLE, session);
  }

  /** The objects that have all these attributes. */
  List<Long> find(long session, Map<Attribute, Object> wanted) throws CryptokiException {
    Object template = Array.newInstance(Attribute.TYPE, wanted.size());
    int next = 0;
    for (Map.Entry<Attribute, Object> each : wanted.entrySet()) {
      Array.set(template, next++, each.getKey().with(each.getValue()));
    }
    invoke(
        "C_FindObjectsInit", new Class<?>[] {long.class, template.getClass()}, session, template);
    List<Long> found = new ArrayList<>();
    try {
      long[] some = batch(session);
      while (some.length > 0) {
        for (long each : some) {
          found.add(each);
        }
        some = batch(session);
      }
    } finally {
      invoke("C_FindObjectsFinal", HANDLE, session);
    }
    return found;
  }

  private long[] batch(long session) throws CryptokiException {
    Object found =
        call("C_FindObjects", new Class<?>[] {long.class, long.class}, session, (long) BATCH);
    return found instanceof long[] all ? all : new long[0];
  }

  /** The value of an attribute; empty where the object has none, or gives it to nobody. */
  Optional<Object> attribute(long session, long object, Attribute attribute) {
    Object all = Array.newInstance(Attribute.TYPE, 1);
    Array.set(all, 0, attribute.asked());
    try {
      invoke(
          "C_GetAttributeValue",
          new Class<?>[] {long.class, long.class, all.getClass()},
          session,
          object,
          all);
      // The binding puts another object into the array.
      return Optional.ofNullable(Wrapper.member(Array.get(all, 0), "pValue"));
    } catch (CryptokiException e) {
      // CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_SENSITIVE: tokens differ in what they tell.
      return Optional.empty();
    }
  }

  /** One signature in one call (PKCS #11 2.40, 5.11 C_Sign). */
  byte[] sign(long session, long mechanism, long key, byte[] data) throws CryptokiException {
    Object how;
    try {
      how = Wrapper.instance("CK_MECHANISM", HANDLE, mechanism);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java's PKCS #11 binding has no mechanisms", e);
    }
    invoke(
        "C_SignInit", new Class<?>[] {long.class, how.getClass(), long.class}, session, how, key);
    return (byte[]) call("C_Sign", new Class<?>[] {long.class, byte[].class}, session, data);
  }

  private Object call(String function, Class<?>[] types, @Nullable Object... arguments)
      throws CryptokiException {
    Object result = module.call(function, types, arguments);
    if (result == null) {
      throw new IllegalStateException(function + " gave nothing");
    }
    return result;
  }

  private void invoke(String function, Class<?>[] types, @Nullable Object... arguments)
      throws CryptokiException {
    Object unused = module.call(function, types, arguments);
  }
}

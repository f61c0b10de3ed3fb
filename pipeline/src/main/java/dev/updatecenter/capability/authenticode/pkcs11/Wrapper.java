package dev.updatecenter.capability.authenticode.pkcs11;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own binding to PKCS #11 modules, by reflection: its package is exported to nobody, so
 * the program is started with {@code Add-Exports} (ADR 0019). A module is loaded once a process.
 */
final class Wrapper {
  static final String EXPORT = "jdk.crypto.cryptoki/sun.security.pkcs11.wrapper";

  private static final String PACKAGE = "sun.security.pkcs11.wrapper.";
  private static final long CKF_OS_LOCKING_OK = 2;

  private final Object module;

  private Wrapper(Object module) {
    this.module = module;
  }

  /**
   * Loads and initialises a module.
   *
   * @throws UpdateCenterException UC4050, exit 2, when it cannot be
   */
  static Wrapper load(Path library) {
    try {
      Object arguments = instance("CK_C_INITIALIZE_ARGS", new Class<?>[0]);
      // PKCS #11 2.40, 5.4: threads of ours come and go, the module may use the system's locks.
      type("CK_C_INITIALIZE_ARGS").getField("flags").setLong(arguments, CKF_OS_LOCKING_OK);
      Method get =
          type("PKCS11")
              .getMethod(
                  "getInstance",
                  String.class,
                  String.class,
                  type("CK_C_INITIALIZE_ARGS"),
                  boolean.class);
      return new Wrapper(
          get.invoke(null, library.toString(), "C_GetFunctionList", arguments, false));
    } catch (InvocationTargetException e) {
      throw unloadable(library, String.valueOf(e.getCause()), e);
    } catch (IllegalAccessException e) {
      throw unloadable(library, "this Java was started without --add-exports " + EXPORT, e);
    } catch (ReflectiveOperationException | IllegalStateException e) {
      throw unloadable(library, "this Java has no PKCS #11 binding that is known here: " + e, e);
    }
  }

  private static UpdateCenterException unloadable(Path library, String why, Exception cause) {
    return UpdateCenterException.error(
            "UC4050", ExitCode.USAGE, "the PKCS#11 module cannot be loaded")
        .where(library)
        .why(why)
        .fix(
            "name the module that your token came with in module-path, made for this processor;"
                + " start the program with ducctl or java -jar, not by its class path")
        .state("no PIN was tried, nothing was signed")
        .cause(cause)
        .build();
  }

  /** Calls a function of the module. */
  @Nullable Object call(String function, Class<?>[] types, @Nullable Object... arguments)
      throws CryptokiException {
    try {
      return module.getClass().getMethod(function, types).invoke(module, arguments);
    } catch (InvocationTargetException e) {
      throw answered(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java's PKCS #11 binding has no " + function, e);
    }
  }

  /** The cause is left out: nothing that a module or its binding says of a PIN goes further. */
  private static CryptokiException answered(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    try {
      if (cause != null && cause.getClass().getName().equals(PACKAGE + "PKCS11Exception")) {
        long code = (long) cause.getClass().getMethod("getErrorCode").invoke(cause);
        return new CryptokiException(code, String.valueOf(cause.getMessage()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("a PKCS #11 function failed in its binding", cause);
  }

  static Class<?> type(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this Java has no PKCS #11 binding: jdk.crypto.cryptoki", e);
    }
  }

  /** A structure of the binding. */
  static Object instance(String name, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type(name).getConstructor(types);
    return constructor.newInstance(arguments);
  }

  /** A member of a structure. */
  static @Nullable Object member(Object structure, String name) {
    try {
      Field field = structure.getClass().getField(name);
      return field.get(structure);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java's PKCS #11 binding has no " + name, e);
    }
  }
}

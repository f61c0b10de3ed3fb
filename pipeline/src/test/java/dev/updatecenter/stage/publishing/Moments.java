package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.testing.HalvedSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every moment of a run at which its process may die: before and after each call of a port, and
 * half-way through each upload. It dies at the one that it is told, and stays dead.
 */
final class Moments {
  private final List<String> passed = new ArrayList<>();
  private final int last;
  private Consumer<String> told = moment -> {};

  /** Dies at the moment of that number, from 0. */
  Moments(int last) {
    this.last = last;
  }

  /** Never dies. */
  static Moments all() {
    return new Moments(Integer.MAX_VALUE);
  }

  /** The process is gone: nothing catches this as a failure of the program. */
  static final class Dead extends Error {
    private static final long serialVersionUID = 1L;

    Dead(String moment) {
      super(moment);
    }
  }

  /** What was passed, the one at which it died included. */
  List<String> passed() {
    return List.copyOf(passed);
  }

  /** Is told each moment. */
  void tell(Consumer<String> listener) {
    told = listener;
  }

  private void moment(String what) {
    if (passed.size() > last) {
      throw new Dead("dead already");
    }
    passed.add(what);
    told.accept(what);
    if (passed.size() > last) {
      throw new Dead(what);
    }
  }

  /** A port that tells its moments. */
  <T> T watch(Class<T> port, String name, T adapter) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) ->
                call(adapter, name + "." + method.getName(), method, arguments)));
  }

  private @Nullable Object call(
      Object adapter, String name, Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("key") || method.getDeclaringClass().equals(Object.class)) {
      return invoke(adapter, method, arguments);
    }
    Object[] given = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < given.length; i++) {
      if (given[i] instanceof BlobSource source) {
        given[i] = new HalvedSource(source, () -> moment("half " + name));
      }
    }
    moment("before " + name);
    Object result = invoke(adapter, method, given);
    moment("after " + name);
    return result;
  }

  private static @Nullable Object invoke(
      Object adapter, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(adapter, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store of which one method does what a test wants. */
final class TamperedStore {
  private TamperedStore() {}

  /** The call as the store would answer it. */
  interface Real {
    @Nullable Object call() throws Throwable;
  }

  /** What happens instead. */
  interface Instead {
    @Nullable Object call(Real real) throws Throwable;
  }

  /** Tampers with every call of a method. */
  static BlobStore of(BlobStore store, String method, Instead instead) {
    return (BlobStore)
        Proxy.newProxyInstance(
            TamperedStore.class.getClassLoader(),
            new Class<?>[] {BlobStore.class},
            (proxy, called, arguments) -> {
              Real real =
                  () -> {
                    try {
                      return called.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  };
              boolean tampered = method.isEmpty() || called.getName().equals(method);
              return tampered ? instead.call(real) : real.call();
            });
  }

  /** The network fails at one call, counted from 0: before the store does it or after. */
  static BlobStore failingAt(BlobStore store, int call, boolean done) {
    AtomicInteger left = new AtomicInteger(call);
    return of(
        store,
        "",
        real -> {
          boolean fails = left.getAndDecrement() == 0;
          if (!fails) {
            return real.call();
          }
          if (done) {
            real.call();
          }
          throw unavailable();
        });
  }

  static RuntimeException unavailable() {
    IOException reset = new IOException("connection reset");
    return StoreFault.unavailable("store", "connection reset", reset);
  }
}

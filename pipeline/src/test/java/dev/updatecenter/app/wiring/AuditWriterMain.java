package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Records acts from four threads until it is killed, and says each number once it has it. */
public final class AuditWriterMain {
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");

  private AuditWriterMain() {}

  /** The home. */
  public static void main(String[] args) throws InterruptedException {
    Wiring wiring =
        new Wiring(
            new Home(Path.of(args[0])), Configuration.EMBEDDED, Clock.systemUTC(), Progress.NONE);
    AuditLog log = wiring.audit();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> record(log));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void record(AuditLog log) {
    while (true) {
      long intent = log.intent("sign-package", PRODUCT, Map.of("file", "a.cab"));
      System.out.println("intent " + intent);
      log.result(intent, PRODUCT, AuditLog.Outcome.DONE, Map.of());
      System.out.println("result " + intent);
    }
  }
}
